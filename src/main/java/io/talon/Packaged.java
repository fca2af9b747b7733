package io.talon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folders that are packaged with the program and may be replaced by one of the same name in the working folder. */
public final class Packaged {
    private Packaged() {
    }

    /** {@code name} in the working folder if it is there, else as packaged. */
    public static Path folder(Path workingFolder, String name) {
        Path own = workingFolder.resolve(name).toAbsolutePath();
        return Files.isDirectory(own) ? own : folder(name);
    }

    /** The packaged folder, in target/classes or within the jar. */
    public static Path folder(String name) {
        try {
            URI uri = Packaged.class.getResource("/" + name).toURI();
            return uri.getScheme().equals("jar") ? jar(uri).getPath("/" + name) : Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All files below a folder, in the order of their names. */
    public static List<Path> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileSystem jar(URI uri) {
        try {
            return FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            return FileSystems.getFileSystem(uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
