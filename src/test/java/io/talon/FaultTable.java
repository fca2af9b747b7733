package io.talon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gathers what became of every fault that was played, and prints it as one table when all tests are done. */
final class FaultTable implements TestWatcher {
    private static final String TITLE = "%-10s %-100s %s";

    @Override
    public void testSuccessful(ExtensionContext context) {
        String stage = context.getRequiredTestClass().getSimpleName().replace("FaultsTest", "").toLowerCase();
        String outcome = context.getTestInstance().map(test -> ((Played) test).outcome()).orElse("");
        rows(context).add(TITLE.formatted(stage, context.getDisplayName(), outcome));
    }

    /** A test that can say what became of the fault that it played. */
    interface Played {
        String outcome();
    }

    private static List<String> rows(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(FaultTable.class)).getOrComputeIfAbsent(Printed.class).rows;
    }

    /** Closed by JUnit after the last test. */
    static final class Printed implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        private final List<String> rows = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void close() throws IOException {
            Collections.sort(rows);
            rows.add(0, TITLE.formatted("stage", "fault", "outcome"));
            String table = String.join("\n", rows) + "\n";
            System.out.print(table);
            Files.writeString(Path.of("target/faults.txt"), table);
        }
    }
}
