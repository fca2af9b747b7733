package io.talon.cli;

import io.talon.App;
import io.talon.Count;
import io.talon.ledger.Build;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Waits until a batch of runs has ended and its build too, showing how far it is: a bar on a terminal, else a line now and then. */
final class Follow {
    private static final long LOOK_MILLIS = 200;
    private static final Duration TELLING = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private final App app;
    private final Set<String> ids;
    private long said = System.nanoTime();

    /** Follows the runs that are in the batch now; another process may take them into another. */
    Follow(App app, String batch) {
        this.app = app;
        this.ids = app.ledger().batch(batch).stream().map(Run::id).collect(Collectors.toSet());
    }

    /** Whether there is no run to wait for. */
    boolean isIdle() {
        return ids.isEmpty();
    }

    /** Answers the exit code: 0 if all runs landed or were empty and nothing landed is unpublished. */
    int toTheEnd() throws InterruptedException {
        if (Console.isTerminal()) {
            try (ProgressBar bar = bar()) {
                watch(bar);
            }
        } else {
            watch(null);
        }
        return outcome();
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder().setTaskName("runs").setStyle(ProgressBarStyle.ASCII).setInitialMax(Math.max(1, ids.size()))
            .setUpdateIntervalMillis(200).hideEta().setConsumer(new ConsoleProgressBarConsumer(System.err)).build();
    }

    private void watch(ProgressBar bar) throws InterruptedException {
        List<Run> open = open();
        while (!open.stream().allMatch(app.ledger()::isParked) || app.builds().isPending()) {
            show(bar, open);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            open = open();
        }
        show(bar, open);
        tellAll();
    }

    /** Whoever is to be told of a failure, or of figures, is tried once before the process ends; the next one goes on with what could not be sent. */
    private void tellAll() throws InterruptedException {
        app.collectDeliveries();
        long latest = System.nanoTime() + TELLING.toNanos();
        while (app.notices().isPending() && System.nanoTime() < latest) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void show(ProgressBar bar, List<Run> open) {
        int ended = ids.size() - open.size();
        if (bar != null) {
            bar.stepTo(ended);
            bar.setExtraMessage(" " + progress(open));
        } else if (System.nanoTime() - said > QUIET.toNanos()) {
            said = System.nanoTime();
            Console.say("         ... " + ended + " of " + Count.of(ids.size(), "run") + " ended, " + progress(open));
        }
    }

    private String progress(List<Run> open) {
        long asking = count(open, state -> state == RunState.PLANNED || state == RunState.REQUESTING);
        long waiting = count(open, state -> state == RunState.REQUESTED);
        return "%d to ask, %d with a ticket, %,d bytes".formatted(asking, waiting, app.streamed());
    }

    private List<Run> open() {
        return app.overview().unfinished().stream().filter(run -> ids.contains(run.id())).toList();
    }

    private static long count(List<Run> runs, Predicate<RunState> states) {
        return runs.stream().filter(run -> states.test(run.state())).count();
    }

    private int outcome() {
        List<Run> failed = app.ledger().failed().stream().filter(run -> ids.contains(run.id())).toList();
        failed.forEach(run -> System.err.println("FAILED " + run + " " + run.trouble() + " " + run.remedy()));
        long parked = open().stream().filter(app.ledger()::isParked).count();
        if (parked > 0) {
            System.err.println("PARKED " + Count.of(parked, "run") + " until there is a new token; the next start goes on.");
        }
        Optional<Build> unpublished = app.builds().last().filter(build -> !build.isPublished());
        unpublished.ifPresent(build -> System.err.println("The mart was not published (" + build.state() + "): " + build.error() + " " + build.remedy()));
        return failed.isEmpty() && parked == 0 && unpublished.isEmpty() ? 0 : Console.FAILED;
    }
}
