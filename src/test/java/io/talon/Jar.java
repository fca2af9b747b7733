package io.talon;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packaged jar, started as a process whose life is short starts best: with the first compiler only, and with the archive of its classes that the build made. */
final class Jar {
    private static final String PATH = Path.of("target/talon.jar").toAbsolutePath().toString();
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + Path.of("target/talon.jsa").toAbsolutePath());

    private Jar() {
    }

    /** The words of a command line. */
    static List<String> command(String... arguments) {
        return command(List.of(), arguments);
    }

    /** @param options further ones of the JVM */
    static List<String> command(List<String> options, String... arguments) {
        return Stream.of(List.of(System.getProperty("java.home") + "/bin/java"), OPTIONS, options, List.of("-jar", PATH), List.of(arguments)).flatMap(List::stream).toList();
    }
}
