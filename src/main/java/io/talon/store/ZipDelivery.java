package io.talon.store;

import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An export that is a zip of CSV files. It lies on disk first, since only a whole archive has a directory to trust. */
final class ZipDelivery implements Delivery {
    private final Path file;
    private final ZipFile zip;
    private final Enumeration<? extends ZipEntry> entries;
    private final LongConsumer progress;
    private SingleDelivery current;

    /** @param file a whole archive, removed at close */
    ZipDelivery(Path file, LongConsumer progress) throws IOException {
        this.file = file;
        this.zip = open(file);
        this.entries = zip.entries();
        this.progress = progress;
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException("the zip archive is broken: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean next() throws IOException {
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                current = new SingleDelivery(member(entry), entry.getSize(), zip.getInputStream(entry), progress);
                return current.next();
            }
        }
        return false;
    }

    /** The file's own name without folders and ending; it becomes part of keys and table names. */
    private static String member(ZipEntry entry) {
        String name = entry.getName().replaceAll(".*[/\\\\]", "").toLowerCase(Locale.ROOT);
        String member = name.replaceAll("\\.csv$", "").replace('-', '_').replace(' ', '_');
        if (!name.endsWith(".csv") || !member.matches("[a-z][a-z0-9_]*")) {
            throw new RunFailure("unknown-member", "The archive holds '" + name + "', which is no CSV file that could be named safely.",
                "Ask for one file instead (singleFileExport in the source's file), then replay the run.", RunState.REQUESTED);
        }
        return member;
    }

    @Override
    public String member() {
        return current.member();
    }

    @Override
    public long bytes() {
        return current.bytes();
    }

    @Override
    public InputStream stream() {
        return current.stream();
    }

    @Override
    public String sha256() {
        return current.sha256();
    }

    @Override
    public IOException problem() {
        return current == null ? null : current.problem();
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(file);
    }
}
