package io.talon.cli;

import io.talon.App;
import io.talon.ledger.Build;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Waits until a batch of runs has ended and its build too, showing how far it is: a bar on a terminal, else a line now and then. */
final class Follow {
    private static final long LOOK_MILLIS = 200;
    private static final Duration QUIET = Duration.ofSeconds(5);
    private final App app;
    private final String batch;
    private long said = System.nanoTime();

    Follow(App app, String batch) {
        this.app = app;
        this.batch = batch;
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
        return new ProgressBarBuilder().setTaskName("runs").setStyle(ProgressBarStyle.ASCII).setInitialMax(Math.max(1, runs().size()))
            .setUpdateIntervalMillis(200).hideEta().setConsumer(new ConsoleProgressBarConsumer(System.err)).build();
    }

    private void watch(ProgressBar bar) throws InterruptedException {
        List<Run> runs = runs();
        while (!ended(runs) || app.builds().isPending()) {
            show(bar, runs);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            runs = runs();
        }
        show(bar, runs);
    }

    private void show(ProgressBar bar, List<Run> runs) {
        if (bar != null) {
            bar.stepTo(count(runs, RunState::ended));
            bar.setExtraMessage(" " + progress(runs));
        } else if (System.nanoTime() - said > QUIET.toNanos()) {
            said = System.nanoTime();
            Console.say("         ... " + count(runs, RunState::ended) + " of " + runs.size() + " runs ended, " + progress(runs));
        }
    }

    private String progress(List<Run> runs) {
        long asking = count(runs, state -> state == RunState.PLANNED || state == RunState.REQUESTING);
        long waiting = count(runs, state -> state == RunState.REQUESTED);
        return "%d to ask, %d with a ticket, %,d bytes".formatted(asking, waiting, app.streamed());
    }

    private List<Run> runs() {
        return app.ledger().batch(batch);
    }

    private static boolean ended(List<Run> runs) {
        return runs.stream().allMatch(run -> run.state().ended());
    }

    private static long count(List<Run> runs, Predicate<RunState> states) {
        return runs.stream().filter(run -> states.test(run.state())).count();
    }

    private int outcome() {
        List<Run> failed = runs().stream().filter(run -> run.state() == RunState.FAILED).toList();
        failed.forEach(run -> System.err.println("FAILED " + run + ": " + run.error() + " " + run.remedy()));
        Optional<Build> unpublished = app.builds().last().filter(build -> !build.isPublished());
        unpublished.ifPresent(build -> System.err.println("The mart was not published (" + build.state() + "): " + build.error() + " " + build.remedy()));
        return failed.isEmpty() && unpublished.isEmpty() ? 0 : Console.FAILED;
    }
}
