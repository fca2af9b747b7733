package io.talon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of everything embedded, held by one process at a time. */
final class Home implements AutoCloseable {
    private final FileChannel channel;

    private Home(FileChannel channel) {
        this.channel = channel;
    }

    static Home hold(Path folder) {
        Path file = folder.resolve("lock");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new ConfigurationException("Another Talon (" + Files.readString(folder.resolve("owner")) + ") works in " + folder + ".",
                    "Stop it first, or set talon.home to another folder.");
            }
            Files.writeString(folder.resolve("owner"), "process " + ProcessHandle.current().pid(), StandardCharsets.UTF_8);
            return new Home(channel);
        } catch (IOException e) {
            throw new ConfigurationException("Cannot write to talon.home, " + folder + ": " + e.getMessage() + ".", "Set talon.home to a folder that Talon may write to.");
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
