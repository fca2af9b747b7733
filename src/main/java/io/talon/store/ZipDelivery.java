package io.talon.store;

import io.talon.ledger.RunFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An export that is a zip of CSV files. It lies on disk first, since only a whole archive has a directory to trust. */
final class ZipDelivery implements Delivery {
    private final String source;
    private final Path file;
    private final ZipFile zip;
    private final Enumeration<? extends ZipEntry> entries;
    private final LongConsumer progress;
    private final Set<String> members = new HashSet<>();
    private SingleDelivery current;
    private String unknown;
    private int number;

    /** @param file a whole archive, removed at close */
    ZipDelivery(String source, Path file, LongConsumer progress) throws IOException {
        this.source = source;
        this.file = file;
        this.zip = open(file);
        this.entries = zip.entries();
        this.progress = progress;
        refuseBomb();
    }

    private void refuseBomb() throws IOException {
        try {
            Inflation.check(file.toFile().length(), zip.stream().mapToLong(ZipEntry::getSize).sum());
        } catch (RunFailure e) {
            close();
            throw e;
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (IOException e) {
            Files.delete(file);
            throw e instanceof ZipException ? new IOException("the zip archive is broken: " + e.getMessage(), e) : e;
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

    /** The file's own name without folders and ending, since it becomes part of keys and table names; what cannot be named so is numbered. */
    private String member(ZipEntry entry) {
        number++;
        String name = entry.getName().replaceAll(".*[/\\\\]", "").toLowerCase(Locale.ROOT);
        String member = name.replaceAll("\\.csv$", "").replace('-', '_').replace(' ', '_');
        boolean isKnown = name.endsWith(".csv") && member.matches("[a-z][a-z0-9_]{0,50}") && members.add(member);
        unknown = isKnown ? null : "kept, not loaded: '" + name.replaceAll("[^a-z0-9._ -]", "?") + "' is no CSV with a safe name of its own";
        return isKnown ? member : source + "_unknown_" + number;
    }

    @Override
    public String member() {
        return current.member();
    }

    @Override
    public String unknown() {
        return unknown;
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
