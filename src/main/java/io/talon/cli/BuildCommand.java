package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.Models.Built;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From raw tables to the published mart, once. */
@Command(name = "build", mixinStandardHelpOptions = true, description = "Builds and tests the models on what has been loaded, and publishes the mart if the tests hold.")
public final class BuildCommand implements Callable<Integer> {
    @Mixin
    private Selectors selectors;

    @Option(names = "--full-refresh", description = "Builds incremental models anew from all that has been loaded.")
    private boolean fullRefresh;

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Look.settings(), Mode.MODEL)) {
            Built built = app.models().build(selectors.order(fullRefresh));
            built.run().remarks().forEach(Console::complain);
            if (built.build().isPublished()) {
                return 0;
            }
            Console.complain("The mart stays as it was (" + built.build().state() + "): " + built.build().error() + " " + built.build().remedy());
            return Console.FAILED;
        }
    }
}
