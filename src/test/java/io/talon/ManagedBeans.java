package io.talon;

import com.sun.tools.attach.VirtualMachine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** All that a process shows over JMX to whoever attaches to it. */
final class ManagedBeans {
    /** Operations by these names tell and change nothing. */
    private static final String TELLING = "(dump|browse|list|inflight|thread|vmCommandLine|vmSystemProperties).*";
    private final Map<String, String> shown = new TreeMap<>();
    private final MBeanServerConnection server;

    private ManagedBeans(MBeanServerConnection server) {
        this.server = server;
    }

    /** By the place's name, such as {@code JMX java.lang:type=Runtime InputArguments}. */
    static Map<String, String> shownBy(Process process) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            ManagedBeans beans = new ManagedBeans(connector.getMBeanServerConnection());
            for (ObjectName bean : beans.server.queryNames(null, null)) {
                beans.read(bean);
            }
            return beans.shown;
        } finally {
            machine.detach();
        }
    }

    private void read(ObjectName bean) throws Exception {
        var info = server.getMBeanInfo(bean);
        shown.put("JMX " + bean, info.toString());
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            if (attribute.isReadable()) {
                show(bean, attribute.getName(), () -> server.getAttribute(bean, attribute.getName()));
            }
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            if (operation.getName().matches(TELLING) && arguments(operation).stream().allMatch(ManagedBeans::isKnown)) {
                show(bean, operation.getName() + arguments(operation), () -> invoke(bean, operation));
            }
        }
    }

    private Object invoke(ObjectName bean, MBeanOperationInfo operation) throws Exception {
        String[] types = arguments(operation).toArray(String[]::new);
        return server.invoke(bean, operation.getName(), Arrays.stream(types).map(ManagedBeans::argument).toArray(), types);
    }

    private static List<String> arguments(MBeanOperationInfo operation) {
        return Arrays.stream(operation.getSignature()).map(parameter -> parameter.getType()).toList();
    }

    private static boolean isKnown(String type) {
        return argument(type) != null;
    }

    private static Object argument(String type) {
        return switch (type) {
            case "boolean", "java.lang.Boolean" -> true;
            case "int", "java.lang.Integer" -> 100;
            case "[Ljava.lang.String;" -> new String[0];
            default -> null;
        };
    }

    private void show(ObjectName bean, String member, Reading reading) throws Exception {
        String place = "JMX " + bean + " " + member;
        try {
            shown.put(place, text(reading.read()));
        } catch (JMException | RuntimeMBeanException | UnsupportedOperationException e) {
            shown.put(place, String.valueOf(e) + e.getCause());
        }
    }

    private static String text(Object value) {
        if (value instanceof Object[] several) {
            return Arrays.stream(several).map(ManagedBeans::text).toList().toString();
        }
        if (value instanceof CompositeData composite) {
            return composite.getCompositeType().keySet().stream().map(key -> key + "=" + text(composite.get(key))).toList().toString();
        }
        if (value instanceof TabularData table) {
            return table.values().stream().map(ManagedBeans::text).toList().toString();
        }
        return String.valueOf(value);
    }

    private interface Reading {
        Object read() throws Exception;
    }
}
