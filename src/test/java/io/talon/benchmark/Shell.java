package io.talon.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script of this benchmark once per line of arguments, several at the same time. */
final class Shell {
    private static final List<String> TOOLS = List.of("bash", "xargs", "curl", "jq", "aws");
    private static final List<String> FILES = List.of("total_scores.sh", "retrieve.sh", "limit.sh");
    private final Path folder;
    private final Map<String, String> environment;

    Shell(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.environment = environment;
        for (String name : FILES) {
            try (InputStream file = Shell.class.getResourceAsStream("/benchmark/" + name)) {
                Files.copy(file, folder.resolve(name));
            }
        }
    }

    /** Whether all the scripts' tools run on this machine; says which do not. */
    static boolean isComplete() throws Exception {
        List<String> missing = new ArrayList<>();
        for (String tool : TOOLS) {
            if (!runs(tool)) {
                missing.add(tool);
            }
        }
        if (!missing.isEmpty()) {
            System.out.println("  without the scripts, since this machine lacks " + String.join(", ", missing));
        }
        return missing.isEmpty();
    }

    private static boolean runs(String tool) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(tool, "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param parallel how many at the same time, 0 for all */
    Process start(String script, List<String> arguments, int parallel) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("xargs", "-P", String.valueOf(parallel), "-n", "2", "bash", script)
            .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said().toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (Writer lines = process.outputWriter()) {
            lines.write(String.join("\n", arguments) + "\n");
        }
        return process;
    }

    /** @throws IllegalStateException with what the scripts said, if one of them failed */
    void await(Process process) throws Exception {
        if (!process.waitFor(1, TimeUnit.HOURS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("The scripts have not ended in an hour: " + Files.readString(said()));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("The scripts failed: " + Files.readString(said()));
        }
    }

    private Path said() {
        return folder.resolve("said.txt");
    }
}
