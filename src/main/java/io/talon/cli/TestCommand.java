package io.talon.cli;

import io.talon.App;
import io.talon.Count;
import io.talon.Mode;
import io.talon.transform.ProjectRun;
import io.talon.transform.Result;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The data tests on what stands in the warehouse. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Runs the project's tests on all rows that are in the warehouse; builds and publishes nothing.")
public final class TestCommand implements Callable<Integer> {
    @Mixin
    private Selectors selectors;

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Look.settings(), Mode.MODEL)) {
            ProjectRun run = app.models().test(selectors.order(false));
            run.remarks().forEach(Console::complain);
            long failed = run.results().stream().filter(Result::isError).count();
            long missing = run.getTests().size() - run.results().size();
            Console.say(Count.of(run.getPassed(), "test") + " passed, " + failed + " failed, " + Count.of(run.getWarnings(), "warning") + (missing == 0 ? "" : ", " + missing + " could not be run"));
            return failed + missing == 0 ? 0 : Console.FAILED;
        }
    }
}
