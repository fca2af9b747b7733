package io.talon.management;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/** What is of one class shares the description of what can be seen and done of it; by itself Camel describes each step of a route anew, a fifth of all that is kept in memory. */
public final class SharedDescriptions extends DefaultManagementMBeanAssembler {
    private final Map<Class<?>, ModelMBeanInfo> known = new ConcurrentHashMap<>();

    public SharedDescriptions(CamelContext context) {
        super(context);
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        if (isItsOwn(managed)) {
            return super.assemble(server, managed, name);
        }
        ModelMBeanInfo description = known.get(managed.getClass());
        if (description == null) {
            description = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
            known.put(managed.getClass(), description);
        }
        return described(managed, description);
    }

    private static boolean isItsOwn(Object managed) {
        return managed instanceof NotificationSenderAware || Proxy.isProxyClass(managed.getClass())
            || managed instanceof ManagedInstance shown && shown.getInstance() != null && shown.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }

    private ModelMBean described(Object managed, ModelMBeanInfo description) throws JMException {
        boolean isMasked = Boolean.TRUE.equals(camelContext.getManagementStrategy().getManagementAgent().getMask());
        RequiredModelMBean bean = new MixinRequiredModelMBean(description, isMasked, null, null);
        try {
            bean.setManagedResource(managed, "ObjectReference");
            return bean;
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
    }
}
