package io.talon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Talon beside the scripts of 2022 and beside the least that can be done, in one table; {@code mvn -q -Pbenchmark verify}. */
public final class Benchmark {
    private static final long KB = 1_000;
    private static final long MB = 1_000_000;
    private static final long GB = 1_000_000_000;

    private Benchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Setup setup = Setup.ofProperties();
        Results results = new Results();
        try {
            for (Row row : rows(setup.large()).filter(setup::wants).toList()) {
                System.out.println("measuring " + row.name());
                row.measure(setup, results);
            }
        } finally {
            Setup.delete(setup.work());
        }
        tell(setup, results);
        // The HTTP client and JMX keep threads.
        System.exit(0);
    }

    private static Stream<Row> rows(boolean large) {
        List<Row> rows = new ArrayList<>(List.of(
            new Carrying("small", 1, 28 * KB, false, Service::quick),
            new Carrying("hundred", 100, 28 * KB, false, Service::quick),
            new Carrying("small-as-delivered", 1, 28 * KB, false, Service::asDelivered),
            new Carrying("cold", 1, 28 * KB, false, ColdProcess::new),
            new Carrying("100MB", 1, 100 * MB, false, Service::quick),
            new Carrying("1GB", 1, GB, false, Service::quick),
            new Carrying("burst", 50, 10 * MB, true, Service::patient),
            new Start(), new Waiting(100), new Waiting(1_000)));
        if (large) {
            rows.addAll(List.of(new Carrying("5GB", 1, 5 * GB, false, Service::quick), new Waiting(10_000), new Waiting(100_000)));
        }
        rows.addAll(List.of(History.strewn(1), History.strewn(10), History.strewn(100), History.strewn(365), History.recent(365)));
        return rows.stream();
    }

    private static void tell(Setup setup, Results results) throws IOException {
        String told = "Medians of " + setup.repeats() + " (least - greatest), " + Runtime.getRuntime().availableProcessors() + " cores, Java "
            + Runtime.version() + "\n\n" + results.markdown();
        System.out.println(told);
        Files.createDirectories(setup.output());
        Files.writeString(setup.output().resolve("results.md"), told);
        new Charts(setup.output()).bars(results);
    }
}
