package io.talon.notify;

import io.talon.ledger.Build;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.Notices;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the runs of a day, as a notice like any other. */
public final class Digest {
    private static final Duration DAY = Duration.ofDays(1);
    private final Ledger ledger;
    private final Builds builds;
    private final Notices notices;

    public Digest(Ledger ledger, Builds builds, Notices notices) {
        this.ledger = ledger;
        this.builds = builds;
        this.notices = notices;
    }

    /** Tells of the day before an instant, once a day however often or by however many processes it is asked. */
    public void write(Date tick) {
        LocalDate day = LocalDate.ofInstant(tick.toInstant(), ZoneOffset.UTC);
        List<Run> runs = ledger.runs().stream().filter(run -> concerns(run, tick.toInstant().minus(DAY))).toList();
        notices.tell("digest " + day, "Digest of " + day, Stream.of(sources(runs), failed(runs), mart()).flatMap(lines -> lines).collect(Collectors.joining("\n")));
    }

    /** What ended since then, and what has not ended yet or waits for a replay. */
    private static boolean concerns(Run run, Instant since) {
        return run.endedAt() == null || run.state() == RunState.FAILED || !run.endedAt().isBefore(since);
    }

    private static Stream<String> sources(List<Run> runs) {
        Map<String, Map<String, Long>> counts = runs.stream().collect(Collectors.groupingBy(Run::source, TreeMap::new,
            Collectors.groupingBy(run -> run.state().toString(), TreeMap::new, Collectors.counting())));
        return counts.isEmpty() ? Stream.of("No run ended since yesterday, and none is on its way.") : counts.entrySet().stream().map(source -> source.getKey() + ": "
            + source.getValue().entrySet().stream().map(state -> state.getValue() + " " + state.getKey()).collect(Collectors.joining(", ")));
    }

    private static Stream<String> failed(List<Run> runs) {
        return runs.stream().filter(run -> run.state() == RunState.FAILED).map(run -> run.id() + " failed " + run.trouble() + " " + run.remedy());
    }

    private Stream<String> mart() {
        return builds.last().map(Digest::line).stream();
    }

    private static String line(Build build) {
        return build.isPublished() ? "The mart was published at " + build.endedAt().truncatedTo(ChronoUnit.SECONDS) + "."
            : "The mart was not published: the last build is " + build.state() + (build.error() == null ? "." : ". " + build.error() + " " + build.remedy());
    }
}
