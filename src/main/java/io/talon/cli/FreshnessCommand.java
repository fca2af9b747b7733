package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.transform.Freshness;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** How old the newest data are. */
@Command(name = "freshness", mixinStandardHelpOptions = true, description = "Says of each source how old its newest row is, and whether that is too old.")
public final class FreshnessCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Look.settings(), Mode.MODEL)) {
            List<Freshness> sources = app.models().freshness();
            Console.say(Table.of(sources.stream().map(FreshnessCommand::row).toList(), "source", "newest", "status"));
            return sources.stream().noneMatch(Freshness::isError) ? 0 : Console.FAILED;
        }
    }

    private static String[] row(Freshness freshness) {
        return new String[] {freshness.source().source() + "." + freshness.source().name(), freshness.newest() == null ? "nothing yet" : freshness.newest().toString(), freshness.status()};
    }
}
