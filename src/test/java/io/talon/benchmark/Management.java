package io.talon.benchmark;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.commons.lang3.StringUtils;

/** The JMX of a Talon that runs: its memory and threads, and what an operator may do with its routes. */
final class Management implements AutoCloseable {
    private static final String[] WATCHING = {"Attach Listener", "JMX server connection timeout", "RMI "};
    private static final double MEGABYTE = 1_000_000;
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;

    private Management(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.memory = ManagementFactory.newPlatformMXBeanProxy(server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        this.threads = ManagementFactory.newPlatformMXBeanProxy(server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    static Management of(TalonProcess talon) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(talon.pid()));
        try {
            return new Management(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    double heapMegabytes() {
        return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    double heapMegabytesAfterCollection() {
        memory.gc();
        return heapMegabytes();
    }

    /** Without those that only serve whoever watches. */
    int threads() {
        return (int) Stream.of(threads.getThreadInfo(threads.getAllThreadIds())).filter(Objects::nonNull).map(ThreadInfo::getThreadName)
            .filter(name -> !StringUtils.startsWithAny(name, WATCHING)).count();
    }

    void stopRoute(String id) throws Exception {
        server.invoke(bean("routes", id), "stop", new Object[0], new String[0]);
    }

    void send(String endpoint, Map<String, Object> headers) throws Exception {
        server.invoke(bean("context", "talon"), "sendBodyAndHeaders", new Object[] {endpoint, null, new HashMap<>(headers)},
            new String[] {String.class.getName(), Object.class.getName(), Map.class.getName()});
    }

    private static ObjectName bean(String type, String name) throws Exception {
        return new ObjectName("org.apache.camel:context=talon,type=" + type + ",name=" + ObjectName.quote(name));
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
