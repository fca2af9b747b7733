package io.talon.sandbox;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The file of an export. It is written to disk first, so that its length is known and its size does not matter. */
record ExportFile(ExportData data, ExportOrder order, Instant now) implements Content {
    /** Fixed, so that the same data gives the same zip. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    @Override
    public Opened open() throws IOException {
        Path file = Files.createTempFile("export-", null);
        try {
            write(file);
            return new Opened(Files.size(file), Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            if (order.zipped()) {
                zip(out);
            } else {
                csv(order.kinds().get(0), out);
            }
        }
    }

    private void zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Kind kind : order.kinds()) {
            ZipEntry entry = new ZipEntry(kind.fileName());
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            csv(kind, zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private void csv(Kind kind, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        data.write(kind, order, now, writer);
        writer.flush();
    }
}
