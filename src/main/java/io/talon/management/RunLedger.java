package io.talon.management;

import io.talon.Operations;
import io.talon.Operations.Batch;
import io.talon.TalonException;
import io.talon.export.Expectation;
import io.talon.interval.Interval;
import io.talon.interval.Work;
import io.talon.ledger.Overview;
import io.talon.ledger.Overview.Tally;
import io.talon.ledger.Run;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** Shows a ledger in JMX until it is closed, with the operations of the command line. */
public final class RunLedger implements RunLedgerMXBean, AutoCloseable {
    private static final int MOST = 1_000;
    private final Overview overview;
    private final Expectation expectation;
    private final Operations operations;
    private final ObjectName name;

    /** @param home tells the ledgers of one process apart */
    public RunLedger(Overview overview, Expectation expectation, Operations operations, String home) throws JMException {
        this.overview = overview;
        this.expectation = expectation;
        this.operations = operations;
        this.name = new ObjectName("io.talon:type=RunLedger,home=" + ObjectName.quote(home));
        ManagementFactory.getPlatformMBeanServer().registerMBean(new DescribedMXBean(this, RunLedgerMXBean.class), name);
    }

    @Override
    public Map<String, Long> getRuns() {
        return overview.tallies().stream().collect(Collectors.groupingBy(tally -> tally.state().toString(), TreeMap::new, Collectors.summingLong(Tally::number)));
    }

    @Override
    public Map<String, String> getFailed() {
        return show(overview.failed(MOST), run -> run.failure() + ": " + run.error() + " " + run.remedy());
    }

    @Override
    public Map<String, String> getTroubled() {
        return show(overview.unfinished().stream().filter(run -> run.failure() != null).toList(), run -> run.failure() + ": " + run.error());
    }

    @Override
    public Map<String, String> getWaiting() {
        Map<String, String> waiting = new TreeMap<>();
        expectation.nextCalls(overview.unfinished(), Instant.now()).forEach((run, next) -> waiting.put(run, next.truncatedTo(ChronoUnit.SECONDS).toString()));
        return waiting;
    }

    private static Map<String, String> show(List<Run> runs, Function<Run, String> what) {
        return runs.stream().collect(Collectors.toMap(Run::id, what, (a, b) -> a, TreeMap::new));
    }

    @Override
    public List<String> plan(String source) {
        return said(() -> operations.plan(source == null || source.isBlank() ? null : source, null, null).stream().map(RunLedger::line).toList());
    }

    private static String line(Work work) {
        return (work.runs() + ": " + work.state() + " " + work.why()).strip();
    }

    @Override
    public List<String> backfill(String source, String from, String to) {
        return said(() -> names(operations.backfill(source, Interval.boundary(from), Interval.boundary(to))));
    }

    @Override
    public List<String> backfillAgain(String source, String from, String to) {
        return said(() -> names(operations.backfill(source, Interval.boundary(from), Interval.boundary(to), true)));
    }

    @Override
    public List<String> replay(String run) {
        return said(() -> names(operations.replay(run)));
    }

    @Override
    public List<String> replayAllFailed() {
        return said(() -> names(operations.replayAllFailed()));
    }

    @Override
    public List<String> run(String source) {
        return said(() -> names(operations.run(source, Instant.now())));
    }

    @Override
    public void pause(String source) {
        said(() -> {
            operations.pause(source);
            return null;
        });
    }

    @Override
    public void resume(String source) {
        said(() -> {
            operations.resume(source);
            return null;
        });
    }

    private static List<String> names(Batch batch) {
        return batch.runs().stream().map(Run::id).toList();
    }

    /** Whoever asks over JMX has none of our classes, so what went wrong is put into words. */
    private static <T> T said(Callable<T> asked) {
        try {
            return asked.call();
        } catch (TalonException e) {
            throw new IllegalArgumentException(e.getMessage() + " " + e.remedy());
        } catch (Exception e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }
}
