package io.talon.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

/** An MXBean that tells what its attributes and operations are, and the names of parameters: by itself JMX calls them p0, p1. */
final class DescribedMXBean extends StandardMBean {

    /** @param type an MXBean interface with Camel's annotations, compiled with the names of its parameters */
    <T> DescribedMXBean(T bean, Class<T> type) {
        super(bean, type, true);
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
        return method("get" + attribute.getName(), 0).map(method -> method.getAnnotation(ManagedAttribute.class)).map(ManagedAttribute::description).orElse(attribute.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation) {
        return method(operation).map(method -> method.getAnnotation(ManagedOperation.class)).map(ManagedOperation::description).orElse(operation.getName());
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int place) {
        return method(operation).map(method -> method.getParameters()[place].getName()).orElse(parameter.getName());
    }

    private Optional<Method> method(MBeanOperationInfo operation) {
        return method(operation.getName(), operation.getSignature().length);
    }

    private Optional<Method> method(String name, int parameters) {
        return Arrays.stream(getMBeanInterface().getMethods()).filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters).findAny();
    }
}
