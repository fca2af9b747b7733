package io.talon.benchmark;

/** What a new day costs after so many days, beside plain SQL over everything, which a script would run every night. */
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
