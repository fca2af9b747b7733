package io.talon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gathers what became of every fault that a test class played, prints it as a table, and leaves it in {@code target/faults}. */
final class FaultTable implements TestWatcher, AfterAllCallback {
    private static final String ROW = "%-105s %s";

    @Override
    public void testSuccessful(ExtensionContext context) {
        String outcome = context.getTestInstance().map(test -> ((Played) test).outcome()).orElse("");
        rows(context).add(ROW.formatted(context.getDisplayName(), outcome).replaceAll("[\\r\\n]+", " "));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        String stage = context.getRequiredTestClass().getSimpleName().replaceAll("Faults(Test|IT)", "").toLowerCase();
        List<String> rows = rows(context);
        Collections.sort(rows);
        rows.add(0, ROW.formatted("FAULT: " + stage, "OUTCOME"));
        String table = String.join("\n", rows) + "\n";
        System.out.print(table);
        Files.writeString(Files.createDirectories(Path.of("target/faults")).resolve(stage + ".txt"), table);
    }

    /** A test that can say what became of the fault that it played. */
    interface Played {
        String outcome();
    }

    @SuppressWarnings("unchecked")
    private static List<String> rows(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(FaultTable.class, context.getRequiredTestClass()))
            .getOrComputeIfAbsent("rows", key -> new CopyOnWriteArrayList<String>(), List.class);
    }
}
