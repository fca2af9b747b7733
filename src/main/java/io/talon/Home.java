package io.talon;

import io.talon.management.ManagementPort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** The folder of everything embedded, held by one process at a time. */
final class Home implements AutoCloseable {
    private final FileChannel channel;

    private Home(FileChannel channel) {
        this.channel = channel;
    }

    static Home hold(Settings settings) {
        Path folder = settings.home();
        return tryHold(folder).orElseThrow(() -> new ConfigurationException("Another Talon (" + owner(folder) + ") works in " + folder + ".", meanwhile(settings)));
    }

    /** Another folder would be no way out: its ledger is empty, and the vendor would be asked for everything again. */
    private static String meanwhile(Settings settings) {
        String stop = "wait until it has ended, or stop it.";
        return !settings.flag("management.enabled") ? StringUtils.capitalize(stop)
            : "If it is the service, runs are asked for and replayed on its page, " + ManagementPort.page(settings)
                + (settings.flag("management.operations") ? "" : ", with management.operations=true") + ". For anything else " + stop;
    }

    /** Nothing if another process holds the folder. */
    static Optional<Home> tryHold(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(owned(folder, new Home(channel)));
        } catch (IOException e) {
            throw new ConfigurationException("Cannot write to talon.home, " + folder + ": " + e.getMessage() + ".", "Set talon.home to a folder that Talon may write to.");
        }
    }

    private static Home owned(Path folder, Home home) throws IOException {
        try {
            Files.writeString(folder.resolve("owner"), "process " + ProcessHandle.current().pid());
            return home;
        } catch (IOException e) {
            try (home) {
                throw e;
            }
        }
    }

    /** The process that holds the folder, or was the last to; one that has only just taken it has not written down which it is. */
    static String owner(Path folder) {
        try {
            return Files.readString(folder.resolve("owner"));
        } catch (IOException e) {
            return "another process";
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
