package io.talon.question;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** An answer as CSV (RFC 4180, UTF-8 with a byte order mark) that a spreadsheet takes for data: no cell of it is a formula. */
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** What spreadsheets may reckon with, also behind blanks and signs that are not seen. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[\\t\\r\\n].*|[\\s\\p{Z}\\p{C}]*[=+\\-@|%＝＋－＠].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?");

    private Csv() {
    }

    public static String of(Answer answer) {
        StringWriter text = new StringWriter().append(BYTE_ORDER_MARK);
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            writer.writeRecord(answer.columns().stream().map(Csv::head).toList());
            answer.rows().forEach(row -> writer.writeRecord(row.stream().map(Csv::cell).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String head(Column column) {
        String unit = column.isMetric() && !column.format().unit().isEmpty() ? ", " + column.format().unit() : "";
        return cell(column.label() + unit);
    }

    private static String cell(Object value) {
        if (value instanceof Number number) {
            return number instanceof Double ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString() : number.toString();
        }
        return value == null ? "" : safe(value.toString());
    }

    /** An apostrophe before it makes a spreadsheet take it for text. */
    static String safe(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
