package io.talon.benchmark;

/** What a new day costs after so many days, and everything built anew beside the same selects by plain SQL. */
record History(int days) implements Row {

    @Override
    public String name() {
        return "history-" + days;
    }

    @Override
    public void measure(Setup setup, Results results) throws Exception {
        HistoryBenchmark.measure(days, name(), setup, results);
    }
}
