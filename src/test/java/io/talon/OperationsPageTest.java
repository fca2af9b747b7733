package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations page as a real browser shows it. */
class OperationsPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String HOSTILE = "</p><img src=x onerror=document.title='taken'> & \"quoted\"";
    private static String seen;

    @BeforeAll
    static void look(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no Chromium at " + CHROMIUM);
        try (WatchedService service = WatchedService.start(folder, Map.of("MANAGEMENT_OPERATIONS", "true", "SOURCE_CSAT_ENABLED", "true", "SOURCE_SECTION_SCORES_ENABLED", "true"))) {
            try (PlayedLedger ledger = new PlayedLedger(service.app().settings())) {
                ledger.run("total_scores", 6, "landed", null, null).object("total_scores", 6, 1234).run("total_scores", 4, "empty", null, null)
                    .run("total_scores", 3, "failed", "malformed-csv", HOSTILE).run("total_scores", 1, "requested", "vendor-unavailable", "The vendor answers 503.")
                    .run("groups", 5, "landed", null, null).run("groups", 1, "landed", null, null).run("section_scores", 1, "empty", null, null).heldBuild("A test failed.");
            }
            service.app().operations().pause("csat");
            seen = browse(folder, service.address().toString());
        }
    }

    @AfterAll
    static void forget() {
        seen = null;
    }

    /** The elements of a page after its script has run. */
    private static String browse(Path folder, String url) throws Exception {
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(CHROMIUM.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir=" + folder.resolve("browser"),
            "--virtual-time-budget=3000", "--dump-dom", url).redirectOutput(dom.toFile()).redirectError(folder.resolve("browser.log").toFile()).start();
        assertThat(browser.waitFor(RoutesFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(dom);
    }

    /** The source's card up to that of the next. */
    private static String card(String source) {
        return seen.substring(seen.indexOf("<h3>" + source + "</h3>")).split("</article>")[0];
    }

    @Test
    void should_show_a_failure_with_its_reason_its_remedy_and_a_button() {
        String card = card("total_scores/" + PlayedLedger.day(3));
        assertThat(card).contains("malformed-csv", "Replay the run: it asks anew.", "aria-label=\"Replay total_scores/" + PlayedLedger.day(3) + "\"");
        assertThat(seen).contains("1 run failed");
    }

    @Test
    void should_show_what_is_under_way_with_its_progress() {
        assertThat(card("total_scores/" + PlayedLedger.day(1))).contains("waits for its file", "in_progress", "<dt>looks</dt><dd>7</dd>", "The vendor answers 503.");
    }

    @Test
    void should_show_each_interval_in_the_calendar_of_its_source() {
        assertThat(card("total_scores")).contains("cell landed", "cell empty", "cell failed", "cell under-way", "1,234 rows",
            PlayedLedger.day(6) + " to " + PlayedLedger.day(1) + ": 1 landed, 2 missing, 1 empty, 1 failed, 1 under way");
    }

    @Test
    void should_not_call_missing_what_cannot_be_had_any_more() {
        assertThat(card("groups")).contains("cell not-taken", PlayedLedger.day(5) + " to " + PlayedLedger.day(1) + ": 2 landed, 3 not taken").doesNotContain("missing");
    }

    @Test
    void should_name_the_day_of_the_week_of_an_interval() {
        String weekday = LocalDate.parse(PlayedLedger.day(4)).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        assertThat(card("total_scores")).contains("title=\"" + weekday + " " + PlayedLedger.day(4) + ": empty\"");
    }

    /** Above it stand as many places without a cell. */
    @ParameterizedTest
    @CsvSource({"total_scores, 6", "groups, 5", "section_scores, 1"})
    void should_begin_a_calendar_on_the_row_of_its_day(String source, int daysAgo) {
        String above = card(source).split("<li class=\"cell")[0];
        assertThat(above.split("<li></li>", -1).length - 1).isEqualTo(LocalDate.parse(PlayedLedger.day(daysAgo)).getDayOfWeek().ordinal());
    }

    @Test
    void should_not_count_a_held_mart_among_the_runs_that_failed() {
        String mart = seen.split("<section id=\"mart\">")[1].split("</section>")[0];
        assertThat(mart).contains("<h2>Mart held</h2>", ">held<", "A test failed.").doesNotContain("total_scores");
        assertThat(seen.split("<section id=\"failures\">")[1].split("</section>")[0]).contains("total_scores/" + PlayedLedger.day(3)).doesNotContain("A test failed.");
    }

    @Test
    void should_say_which_source_is_late_or_paused() {
        assertThat(card("total_scores")).contains(">late<").contains(">Pause<");
        assertThat(card("csat")).contains(">paused<").contains(">Resume<").contains("No interval so far.");
    }

    @Test
    void should_take_no_text_for_markup() {
        assertThat(seen).contains("&lt;img src=x").doesNotContain("<img src=\"x\"").contains("<title>● Talon");
    }
}
