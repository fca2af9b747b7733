package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The project as a page to read. */
@Command(name = "docs", mixinStandardHelpOptions = true, description = "Writes a page about the models: lineage, columns, tests and how they went, row counts. It needs no server.")
public final class DocsCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Look.settings(), Mode.MODEL)) {
            Console.say("written  " + app.models().document());
            return 0;
        }
    }
}
