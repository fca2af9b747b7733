package io.talon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders as wholes. */
public final class Folders {
    private Folders() {
    }

    /** Deletes a folder, if it is there, with all that it holds. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : deepestFirst(folder)) {
                Files.delete(file);
            }
        }
    }

    /** Copies a folder, if it is there. What vanishes meanwhile was a temporary file of somebody who writes there. */
    public static void copy(Path folder, Path target) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : Packaged.files(folder)) {
                copyFile(file, target.resolve(folder.relativize(file)));
            }
        }
    }

    /** Copies a file, if it is there, and makes the folder that it goes into. */
    public static void copyFile(Path file, Path copy) throws IOException {
        Files.createDirectories(copy.getParent());
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(copy);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
