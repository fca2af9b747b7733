package io.talon.question;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.talon.semantic.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final List<Column> COLUMNS = List.of(new Column("agent", "Agent", "dimension", "text", null, null),
        new Column("score", "Score", "metric", "number", null, new Format("0.0", "%", 1, "up")));

    private static String csv(Object... cells) {
        return Csv.of(new Answer(COLUMNS, List.of(Arrays.asList(cells)), null, false, "", null));
    }

    private static List<String> read(String csv) {
        List<String> cells = new ArrayList<>();
        CsvReader.builder().ofCsvRecord(csv.substring(1)).stream().skip(1).forEach(record -> cells.addAll(record.getFields()));
        return cells;
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "|cmd", "%0A", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "=HYPERLINK(\"http://x\")"})
    void should_let_no_text_be_a_formula(String text) {
        assertThat(read(csv(text, 1.0)).get(0)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "-5", "+5", "-12.5", "Müller, \"Zo\"", "two\nlines", "two\r\nlines", "Привет", "😀", "a=b", "'", "x;y"})
    void should_leave_other_texts_as_they_are(String text) {
        assertThat(read(csv(text, 1.0)).get(0)).isEqualTo(text);
    }

    @Test
    void should_begin_with_a_byte_order_mark_and_labels_and_write_plain_numbers() {
        assertThat(csv("a", -12.5)).isEqualTo("\uFEFFAgent,\"Score, %\"\r\na,-12.5\r\n");
        assertThat(csv(null, null)).endsWith("\r\n,\r\n");
        assertThat(csv("a", 1e15)).endsWith("a,1000000000000000\r\n");
    }
}
