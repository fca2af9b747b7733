package io.talon.cli;

import io.talon.transform.Order;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which part of the project a command is about. */
final class Selectors {
    @Option(names = {"-s", "--select"}, paramLabel = "SELECTOR", arity = "1..*",
        description = "dbt's selectors: a name, +name, name+, tag:daily, path:models/marts … Several are a union, joined by commas an intersection.")
    private List<String> select = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "SELECTOR", arity = "1..*", description = "What of it is left out.")
    private List<String> exclude = new ArrayList<>();

    Order order(boolean fullRefresh) {
        return new Order(select, exclude, fullRefresh);
    }
}
