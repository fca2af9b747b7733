package io.talon.warehouse;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** A CSV file read strictly: UTF-8 with or without BOM, every record as wide as the header, errors with their line. */
final class CsvFile implements AutoCloseable {
    /** In characters; a field that is longer is taken for a quote that was never closed. */
    private static final int LONGEST_FIELD = 4 << 20;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Header header;
    private long line = 1;

    /**
     * @param required  columns without which the file is refused
     * @param onInvalid what is done about bytes that are not UTF-8
     */
    CsvFile(InputStream in, List<String> required, CodingErrorAction onInvalid) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(onInvalid).onUnmappableCharacter(onInvalid);
        this.reader = CsvReader.builder().allowUnclosedQuote(false).maxBufferSize(LONGEST_FIELD).ofCsvRecord(new InputStreamReader(withoutBom(in), decoder));
        this.records = reader.iterator();
        this.header = Header.of(hasNext() ? next() : List.of(), required);
    }

    Header header() {
        return header;
    }

    boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw refused(e);
        }
    }

    /** The next record's fields, in the order of the header. */
    List<String> next() {
        CsvRecord csv = records.next();
        line = csv.getStartingLineNumber();
        return csv.getFields();
    }

    private RuntimeException refused(RuntimeException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException io && !(cause instanceof CharacterCodingException)) {
            return new UncheckedIOException(io);
        }
        String problem = cause instanceof CharacterCodingException ? "is not in UTF-8" : "is no well-formed CSV (" + e.getMessage() + ")";
        return new RunFailure("malformed-csv", "The file " + problem + ", in or after the record that starts at line " + line + ".",
            "Look at that line in the stored object. The vendor must export it again: replay the run.", RunState.PLANNED);
    }

    private static InputStream withoutBom(InputStream in) throws IOException {
        in.mark(3);
        byte[] start = in.readNBytes(3);
        boolean bom = start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!bom) {
            in.reset();
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
