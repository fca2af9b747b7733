package io.talon.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.Arrays;
import java.util.List;

/** Rows of text under a header, as wide as they need to be. */
final class Table {
    private static final int WIDEST = 160;

    private Table() {
    }

    static String of(List<String[]> rows, String... header) {
        Column[] columns = Arrays.stream(header)
            .map(name -> new Column().header(name).headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT).maxWidth(WIDEST))
            .toArray(Column[]::new);
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, columns, rows.toArray(String[][]::new));
    }
}
