package io.talon.benchmark;

/**
 * What a new day costs after so many days, and everything built anew beside the same selects by plain SQL.
 *
 * @param regraded days before a new one whose grades it may bring again
 */
record History(int days, int regraded) implements Row {
    private static final int FOUR_WEEKS = 28;

    /** Any day before may be graded again. */
    static History strewn(int days) {
        return new History(days, days);
    }

    static History recent(int days) {
        return new History(days, FOUR_WEEKS);
    }

    @Override
    public String name() {
        return "history-" + days + (regraded < days ? "-recent" : "");
    }

    @Override
    public void measure(Setup setup, Results results) throws Exception {
        HistoryBenchmark.measure(this, setup, results);
    }
}
