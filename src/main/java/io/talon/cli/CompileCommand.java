package io.talon.cli;

import io.talon.Settings;
import io.talon.model.Graph;
import io.talon.model.Invocation;
import io.talon.model.Selection;
import io.talon.model.Target;
import io.talon.transform.Artifacts;
import io.talon.transform.Modeling;
import io.talon.transform.Order;
import io.talon.warehouse.Warehouse;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The project's SQL as the engine gets it. */
@Command(name = "compile", mixinStandardHelpOptions = true, description = "Reads the project and writes its SQL, as a full refresh would run it, and manifest.json into talon.home/target; asks no warehouse.")
public final class CompileCommand implements Callable<Integer> {
    @Mixin
    private Selectors selectors;

    @Override
    public Integer call() {
        Settings settings = Look.settings();
        String engine = Warehouse.type(settings.text("warehouse.jdbc-url"));
        Graph graph = Modeling.graph(settings.folder(), new Invocation(new Target(engine, Warehouse.BUILD), Instant.now(), System.getenv()));
        Order order = selectors.order(true);
        Selection selection = graph.select(order.select(), order.exclude());
        selection.warnings().forEach(Console::complain);
        Artifacts artifacts = new Artifacts(settings.home());
        long compiled = artifacts.compile(graph, selection);
        Console.say(compiled + " compiled into " + artifacts.folder().resolve("compiled"));
        return 0;
    }
}
