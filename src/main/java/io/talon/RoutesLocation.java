package io.talon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the routes are: {@code routes/} in the working folder if it is there, else in the jar. */
final class RoutesLocation {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z0-9.-]+)}}");
    private final Path folder;

    RoutesLocation(Path workingFolder) {
        this.folder = Packaged.folder(workingFolder, "routes");
    }

    /** Files by their stage, as Camel wants them; {@code *} is every stage. */
    String patterns(String... stages) {
        boolean packaged = !folder.getFileSystem().equals(FileSystems.getDefault());
        return Stream.of(stages).map(stage -> stage + ".camel.yaml").flatMap(pattern -> packaged ? packaged(pattern) : Stream.of("file:" + folder + "/" + pattern))
            .collect(Collectors.joining(","));
    }

    /** One by one: for a pattern Camel would read the whole jar, which takes seconds. */
    private Stream<String> packaged(String pattern) {
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
        return Packaged.files(folder).stream().map(Path::getFileName).filter(matcher::matches).map(name -> "classpath:routes/" + name);
    }

    /** The names of properties that the routes use. */
    Set<String> placeholders() {
        return Packaged.files(folder).stream().flatMap(RoutesLocation::placeholders).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> placeholders(Path file) {
        try {
            return PLACEHOLDER.matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
