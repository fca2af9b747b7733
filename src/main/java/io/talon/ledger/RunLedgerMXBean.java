package io.talon.ledger;

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
}
