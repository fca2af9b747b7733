package io.talon.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Serves a folder's CSV files, each row in the window of its time; columns are the file's own, and a file that is not there has no rows. */
final class FolderData implements ExportData {
    private final Path folder;

    private FolderData(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalArgumentException if there is no such folder, or a file in it lacks the column its windows are about */
    static FolderData of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder");
        }
        FolderData data = new FolderData(folder);
        for (Kind kind : Kind.values()) {
            data.check(kind);
        }
        return data;
    }

    private void check(Kind kind) throws IOException {
        if (kind.timeColumn == null || !Files.exists(file(kind))) {
            return;
        }
        try (CsvReader<CsvRecord> reader = reader(kind)) {
            if (reader.stream().limit(1).noneMatch(header -> header.getFields().contains(kind.timeColumn))) {
                throw new IllegalArgumentException(file(kind) + " has no column " + kind.timeColumn);
            }
        }
    }

    @Override
    public void write(Kind kind, ExportOrder order, Instant now, Writer out) throws IOException {
        if (!Files.exists(file(kind))) {
            out.write(kind.header());
            return;
        }
        try (CsvReader<CsvRecord> reader = reader(kind)) {
            CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
            copy(reader.iterator(), kind, order.window(), writer);
            writer.flush();
        }
    }

    private static void copy(Iterator<CsvRecord> rows, Kind kind, Window window, CsvWriter writer) {
        List<String> header = rows.hasNext() ? rows.next().getFields() : kind.columns;
        writer.writeRecord(header);
        int time = header.indexOf(kind.timeColumn);
        rows.forEachRemaining(row -> {
            if (kind.timeColumn == null || isWithin(window, row.getFields(), time)) {
                writer.writeRecord(row.getFields());
            }
        });
    }

    private static boolean isWithin(Window window, List<String> row, int time) {
        return time < row.size() && Spelling.read(row.get(time)).filter(window::contains).isPresent();
    }

    private CsvReader<CsvRecord> reader(Kind kind) throws IOException {
        return CsvReader.builder().detectBomHeader(true).missingFieldStrategy(FieldMismatchStrategy.IGNORE).extraFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(file(kind));
    }

    private Path file(Kind kind) {
        return folder.resolve(kind.fileName());
    }
}
