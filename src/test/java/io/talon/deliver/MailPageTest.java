package io.talon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talon.Browser;
import io.talon.question.Column;
import io.talon.semantic.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailPageTest {
    private static final String MORE = "There are more rows; the attached file and the page have them.";
    private static final String LONG = "Escalations-and-Complaints-of-the-whole-Northern-Region-and-Beyond";
    @TempDir
    private Path folder;

    /** So many rows of which not all that there are were asked for. */
    private static Tile agents(int rows, boolean truncated) {
        List<Column> columns = List.of(new Column("agent", "Agent", "dimension", "text", null, null), new Column("team", "Team", "dimension", "text", null, null),
            new Column("score", "Average score", "metric", "number", null, new Format("0.0", "%", 1, "")), new Column("grades", "Grades", "metric", "number", null, new Format("#,##0", "", 1, "")));
        return new Tile("Agents of " + LONG, "looker_grid", "", List.of(), columns, Collections.nCopies(rows, List.of("Maximilian " + LONG, LONG, 83.25, 1234)), null, truncated);
    }

    private String html(String format, Tile... tiles) {
        return new MailPage(folder).html(new Report("weekly", "The week of " + LONG, "Team: " + LONG, "Data.", "https://qa.example.com/", format, List.of(tiles)), Set.of());
    }

    @Test
    void should_say_where_more_rows_are_only_where_they_are() {
        assertThat(html(null, agents(10, false))).doesNotContain(MORE, "are shown");
        assertThat(html(null, agents(10, true))).contains("The first 10 are shown.").doesNotContain(MORE);
        assertThat(html(null, agents(51, false))).contains(MORE).doesNotContain("are shown");
        assertThat(html("html+png", agents(51, false))).contains("The first 50 are shown.").doesNotContain(MORE);
    }

    @Test
    void should_be_no_wider_than_what_it_is_read_on() throws Exception {
        assumeTrue(Files.isExecutable(Browser.CHROMIUM), "skipped: there is no Chromium at " + Browser.CHROMIUM);
        Path mail = Files.writeString(folder.resolve("mail.html"), html(null, agents(3, false)));
        try (Browser browser = Browser.open(folder)) {
            for (int width : List.of(360, 600, 1200)) {
                browser.size(width, 800);
                browser.open(mail.toUri().toString(), "document.readyState === 'complete' && document.querySelector('h1') !== null");
                assertThat(browser.script("document.documentElement.scrollWidth").asInt()).as("at %d pixels", width).isEqualTo(width);
            }
            assertThat(browser.script("document.querySelector('table table').offsetWidth").asInt()).as("on a wide screen").isEqualTo(Charts.WIDTH + 32);
        }
    }
}
