package io.talon.cli;

import io.talon.ConfigurationException;
import io.talon.Packaged;
import io.talon.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The editable parts. */
@Command(name = "init", mixinStandardHelpOptions = true, description = {
    "Writes application.properties, routes/, warehouse/, deliver/ and monitoring/ into the working folder, to be edited.", "A file that is there already is left alone."})
public final class InitCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Path folder = Path.of("").toAbsolutePath();
        try {
            write(folder);
            return 0;
        } catch (IOException e) {
            throw new ConfigurationException("Cannot write into " + folder + ": " + e + ".", "Go to a folder that you may write to.");
        }
    }

    private static void write(Path folder) throws IOException {
        try (InputStream properties = Settings.class.getResourceAsStream("/" + Settings.FILE)) {
            write(properties, folder.resolve(Settings.FILE));
        }
        copy("routes", folder);
        copy("warehouse", folder);
        copy("deliver", folder);
        copy("monitoring", folder);
    }

    private static void copy(String name, Path folder) throws IOException {
        Path packaged = Packaged.folder(name);
        for (Path file : Packaged.files(packaged)) {
            try (InputStream content = Files.newInputStream(file)) {
                write(content, folder.resolve(name).resolve(packaged.relativize(file).toString()));
            }
        }
    }

    private static void write(InputStream content, Path target) throws IOException {
        if (Files.exists(target)) {
            Console.say("kept     " + target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.copy(content, target);
        Console.say("written  " + target);
    }
}
