package io.talon.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How this benchmark is run.
 *
 * @param only    names of the rows wanted, or what stands before the first dash of several; all rows if there are none
 * @param repeats how often each side is measured
 * @param large   whether the rows that take many minutes are wanted
 * @param output  where table and charts are written to, and beneath it all that is deleted in the end
 */
record Setup(List<String> only, int repeats, boolean large, Path output) {

    static Setup ofProperties() {
        List<String> only = Stream.of(System.getProperty("benchmark.only", "").split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
        return new Setup(only, Integer.getInteger("benchmark.repeats", 3), Boolean.getBoolean("benchmark.large"), Path.of("target/benchmark").toAbsolutePath());
    }

    boolean wants(Row row) {
        return only.isEmpty() || only.stream().anyMatch(word -> (row.name() + "-").startsWith(word + "-"));
    }

    /** A new folder of this name. */
    Path folder(String name) throws IOException {
        Path folder = work().resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    Path work() {
        return output.resolve("work");
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(Setup::deleteOne);
            }
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
