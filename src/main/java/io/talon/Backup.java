package io.talon;

import io.talon.ledger.LedgerDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of what cannot be made again from elsewhere, in the form of a talon.home to start from; taken while a service works or not. */
public final class Backup {
    private Backup() {
    }

    /**
     * The ledger is copied first: of whatever it knows to be stored the object is there already. The warehouse is left out, since a start
     * without it loads everything that has landed from the store.
     *
     * @param target a folder that is not there yet
     */
    public static void write(Settings settings, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new ConfigurationException("The folder " + target + " is there already.", "Name a new one, so that no backup takes the place of another.");
        }
        if (!LedgerDatabase.exists(settings.text("ledger.jdbc-url"))) {
            throw new ConfigurationException("There is no ledger to back up yet.", "Carry some intervals first: talon run, or talon backfill.");
        }
        try {
            copy(settings, target);
        } catch (IOException | RuntimeException e) {
            Folders.delete(target);
            throw e;
        }
    }

    private static void copy(Settings settings, Path target) throws IOException {
        Files.createDirectories(target);
        LedgerDatabase.copy(settings.text("ledger.jdbc-url"), target.resolve("ledger.db"));
        Folders.copyFile(settings.home().resolve("publish/mart.duckdb"), target.resolve("publish/mart.duckdb"));
        if (settings.isEmbedded("store.endpoint")) {
            Folders.copy(settings.home().resolve("s3"), target.resolve("s3"));
        }
    }
}
