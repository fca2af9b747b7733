package io.talon.management;

import java.util.List;
import java.util.Map;

/** The run ledger in JMX. */
public interface RunLedgerMXBean {

    /** Number of runs in each state. */
    Map<String, Long> getRuns();

    /** Failed runs by name: why, and what to do. */
    Map<String, String> getFailed();

    /** Unfinished runs that have met trouble, by name: what it is. */
    Map<String, String> getTroubled();

    /** Runs that wait for the vendor, by name: when it can be expected to be called next for each. */
    Map<String, String> getWaiting();

    /** What is missing, failed or due of a source, or of all if none is named. */
    List<String> plan(String source);

    /** Carries the intervals of a source between two days or instants, UTC; answers their runs. */
    List<String> backfill(String source, String from, String to);

    /** Likewise, and asks anew for those that have ended. */
    List<String> backfillAgain(String source, String from, String to);

    /** A failed run goes on where it stopped. */
    List<String> replay(String run);

    List<String> replayAllFailed();

    /** What the source's schedule would do now; answers the runs that it owes. */
    List<String> run(String source);

    /** Stops the ticks of a source until they are resumed or the service starts again. */
    void pause(String source);

    void resume(String source);
}
