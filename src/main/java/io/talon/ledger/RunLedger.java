package io.talon.ledger;

import io.talon.export.Expectation;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** Shows a ledger in JMX until it is closed. */
public final class RunLedger implements RunLedgerMXBean, AutoCloseable {
    private final Ledger ledger;
    private final Expectation expectation;
    private final ObjectName name;

    /** @param home tells the ledgers of one process apart */
    public RunLedger(Ledger ledger, Expectation expectation, String home) throws JMException {
        this.ledger = ledger;
        this.expectation = expectation;
        this.name = new ObjectName("io.talon:type=RunLedger,home=" + ObjectName.quote(home));
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
    }

    @Override
    public Map<String, Long> getRuns() {
        return ledger.runs().stream().collect(Collectors.groupingBy(run -> run.state().toString(), TreeMap::new, Collectors.counting()));
    }

    @Override
    public Map<String, String> getFailed() {
        return show(run -> run.state() == RunState.FAILED, run -> run.failure() + ": " + run.error() + " " + run.remedy());
    }

    @Override
    public Map<String, String> getTroubled() {
        return show(run -> !run.state().ended() && run.failure() != null, run -> run.failure() + ": " + run.error());
    }

    @Override
    public Map<String, String> getWaiting() {
        Map<String, String> waiting = new TreeMap<>();
        expectation.nextCalls(ledger.runs(), Instant.now()).forEach((run, next) -> waiting.put(run, next.truncatedTo(ChronoUnit.SECONDS).toString()));
        return waiting;
    }

    private Map<String, String> show(Predicate<Run> which, Function<Run, String> what) {
        return ledger.runs().stream().filter(which).collect(Collectors.toMap(Run::id, what, (a, b) -> a, TreeMap::new));
    }

    @Override
    public void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }
}
