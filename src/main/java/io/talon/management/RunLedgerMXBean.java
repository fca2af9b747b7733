package io.talon.management;

import java.util.List;
import java.util.Map;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

/** The run ledger in JMX. */
public interface RunLedgerMXBean {

    @ManagedAttribute(description = "Number of runs in each state")
    Map<String, Long> getRuns();

    @ManagedAttribute(description = "Failed runs by name, the last thousand: why, and what to do")
    Map<String, String> getFailed();

    @ManagedAttribute(description = "Unfinished runs that have met trouble, by name: what it is")
    Map<String, String> getTroubled();

    @ManagedAttribute(description = "Runs that wait for the vendor, by name: when it can be expected to be called next for each")
    Map<String, String> getWaiting();

    @ManagedOperation(description = "What is missing, failed or due of a source, or of all if none is named")
    List<String> plan(String source);

    @ManagedOperation(description = "Carries the intervals of a source from a day or instant until another, UTC; answers their runs")
    List<String> backfill(String source, String from, String to);

    @ManagedOperation(description = "Carries the intervals of a source, and asks anew for those that have ended")
    List<String> backfillAgain(String source, String from, String to);

    @ManagedOperation(description = "A failed run goes on where it stopped")
    List<String> replay(String run);

    @ManagedOperation(description = "All failed runs go on where they stopped")
    List<String> replayAllFailed();

    @ManagedOperation(description = "Does what the source's schedule would do now; answers the runs that it owes")
    List<String> run(String source);

    @ManagedOperation(description = "Stops the ticks of a source until they are resumed or the service starts again")
    void pause(String source);

    @ManagedOperation(description = "The ticks of a source go on")
    void resume(String source);
}
