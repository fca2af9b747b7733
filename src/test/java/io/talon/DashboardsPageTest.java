package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.talon.semantic.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Explore and the dashboards as a support lead has them, over the sandbox's grades of the last week, of the end of that before and of the running one. */
class DashboardsPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TILES_READY = "document.querySelector('.tile') && !document.querySelector('[aria-busy]') && document.querySelector('#fresh').textContent !== ''";
    private static final String ANSWERED = "!document.querySelector('[aria-busy]') && document.querySelector('#table table, #table p') !== null";
    /** Each tile with what it shows: a number, cells, or how many dots of its canvas are neither ink nor paper. */
    private static final String SHOWN = """
        [...document.querySelectorAll('.tile')].map(tile => {
          const canvas = tile.querySelector('canvas');
          if (!canvas) return {tile: tile.dataset.tile, marks: tile.querySelectorAll('td').length + (/\\d/.test(tile.querySelector('.single b')?.textContent) ? 1 : 0)};
          const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let marks = 0;
          for (let i = 0; i < dots.length; i += 4) if (Math.max(dots[i], dots[i + 1], dots[i + 2]) - Math.min(dots[i], dots[i + 1], dots[i + 2]) > 80) marks++;
          return {tile: tile.dataset.tile, marks: marks > 50 ? marks : 0};
        })""";
    private static final String CUT_OFF = "[...document.querySelectorAll('.tile[data-type=single_value]')].filter(tile => tile.scrollHeight > tile.clientHeight).map(tile => tile.dataset.tile)";
    private static final String WORDS = "document.body.innerText + ' ' + [...document.querySelectorAll('[aria-label]')].map(one => one.getAttribute('aria-label')).join(' ')";
    /** All of the sandbox's agents have more grades than that. */
    private static final String NOBODY = "few_grades";
    private static WatchedService service;
    private static Browser browser;
    private static Path downloads;
    private static Receivers receivers;
    private static String ledger;

    @BeforeAll
    static void start(@TempDir Path folder, @TempDir Path profile) throws Exception {
        assumeTrue(Files.isExecutable(Browser.CHROMIUM), "skipped: there is no Chromium at " + Browser.CHROMIUM);
        receivers = new Receivers();
        service = WatchedService.start(folder, Map.of("SOURCE_SECTION_SCORES_ENABLED", "true", "NOTIFY_EMAIL_ENABLED", "true", "NOTIFY_EMAIL_TO", "lead@example.com",
            "NOTIFY_EMAIL_SERVER", receivers.mailServer()));
        ledger = "jdbc:sqlite:" + folder.resolve("talon-home/ledger.db");
        Instant today = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant from = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusDays(9).atStartOfDay().toInstant(ZoneOffset.UTC);
        service.app().operations().backfill("groups", today.minusSeconds(86400), today);
        service.app().operations().backfill("section_scores", from, today);
        service.app().operations().backfill("total_scores", from, today);
        downloads = profile.resolve("downloads");
        browser = Browser.open(profile);
        browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
        await().atMost(RoutesFixture.PATIENCE.multipliedBy(3)).ignoreExceptions().until(() -> isPublished(today));
    }

    /** A build of some of the sources may come before that of all. */
    private static boolean isPublished(Instant through) throws Exception {
        JsonNode answer = JSON.readTree(service.post("api/query", "{\"explore\": \"qa_sections\", \"fields\": [\"section_grades\"]}").body());
        return service.json("status").path("unfinished").asInt() == 0 && answer.path("through").asText().equals(through.toString()) && answer.path("rows").path(0).path(0).asInt() > 0;
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            browser.close();
            service.close();
            receivers.close();
        }
    }

    private static String address(String page) {
        return service.address() + page;
    }

    private static List<String> texts(String selector) throws Exception {
        JsonNode texts = browser.script("[...document.querySelectorAll(\"" + selector + "\")].map(one => one.innerText)");
        return JSON.convertValue(texts, new TypeReference<List<String>>() { });
    }

    private static void expectSoundPage() throws Exception {
        assertThat(browser.troubles()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(service.address().toString()) || url.startsWith("about:") || url.startsWith("data:") || url.startsWith("blob:" + service.address()));
        assertThat(browser.script("document.documentElement.scrollWidth - innerWidth").asInt()).isLessThanOrEqualTo(0);
        assertThat(browser.script(WORDS).asText()).doesNotContainPattern("[a-z]+_[a-z]+").doesNotContain("undefined", "NaN", "[object");
        assertThat(browser.script("document.querySelectorAll('.refusal, #silence:not([hidden])').length").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"qa_overview, 1280", "qa_overview, 900", "qa_overview, 390", "qa_teams, 1280", "qa_teams, 390", "qa_sections, 1280", "qa_sections, 390", "qa_graders, 1280", "qa_graders, 900", "qa_graders, 390"})
    void should_show_each_dashboard_on_a_desk_and_on_a_phone(String name, int width) throws Exception {
        browser.size(width, 900);
        browser.open(address("dashboard#name=" + name), TILES_READY);
        expectSoundPage();
        assertThat(browser.script(SHOWN)).isNotEmpty().filteredOn(tile -> !tile.path("tile").asText().equals(NOBODY))
            .allSatisfy(tile -> assertThat(tile.path("marks").asInt()).as(tile.path("tile").asText()).isPositive());
        assertThat(browser.script(CUT_OFF)).as("numbers that run over their tiles").isEmpty();
        assertThat(texts("#fresh").get(0)).startsWith("Data through ").contains(" tests passed");
    }

    @ParameterizedTest
    @CsvSource({"1280", "390"})
    void should_show_explore_on_a_desk_and_on_a_phone(int width) throws Exception {
        browser.size(width, 900);
        browser.open(address("explore"), ANSWERED);
        expectSoundPage();
        assertThat(texts("#table thead th")).containsExactly("Date (week)", "Grades", "Scored grades");
        assertThat(texts("#table tbody tr")).hasSizeGreaterThan(1);
        assertThat(browser.script("document.querySelector('#chart canvas') !== null").asBoolean()).isTrue();
    }

    @Test
    void should_lead_from_the_last_week_to_the_grades_behind_the_lowest_section() throws Exception {
        browser.size(1280, 900);
        browser.open(address("dashboard"), TILES_READY);
        assertThat(texts("[data-filter=date_reported_as] b")).containsExactly("last complete week");
        assertThat(texts("[data-tile=teams] tbody tr td:first-child")).contains("FR Team", "UK Team");
        assertThat(browser.script("(scroll => scroll.scrollHeight <= scroll.clientHeight)(document.querySelector('[data-tile=lowest_agents] .scroll'))").asBoolean()).as("all agents are seen").isTrue();
        browser.click("[data-filter=team] summary");
        browser.until("document.querySelector('.choices input[type=checkbox]') !== null");
        browser.script("[...document.querySelectorAll('.choices label')].find(label => label.innerText.trim() === 'UK Team').id = 'uk'");
        browser.click("#uk input");
        browser.until(TILES_READY + " && location.hash.includes('UK')");
        assertThat(texts("[data-tile=teams] tbody tr td:first-child")).containsExactly("UK Team");
        browser.click("[data-filter=team] summary");

        browser.click("[data-tile=lowest_sections] h2 a");
        browser.until("location.pathname === '/explore' && " + ANSWERED);
        String lowest = texts("#table tbody td").get(0);
        List<Double> scores = texts("#table tbody td:nth-child(2)").stream().map(score -> Double.valueOf(score.replace("%", ""))).toList();
        assertThat(scores).hasSizeGreaterThan(1).isSorted();

        browser.click("#table tbody a");
        browser.until(ANSWERED + " && document.querySelectorAll('#table thead th').length > 5");
        assertThat(texts("#table tbody td:nth-child(2)")).isNotEmpty().containsOnly("UK Team");
        assertThat(texts("#table tbody td:nth-child(6)")).containsOnly(lowest);

        browser.click("#csv");
        Path csv = downloads.resolve("qa_sections.csv");
        await().atMost(RoutesFixture.PATIENCE).until(() -> Files.exists(csv));
        try (Stream<String> lines = Files.lines(csv)) {
            assertThat(lines.toList()).hasSize(texts("#table tbody tr").size() + 1).first().asString().contains("Date,Team,Agent");
        }
        assertThat(browser.troubles()).isEmpty();
    }

    @Test
    void should_send_a_dashboard_as_it_is_filtered_to_whoever_subscribes_until_that_is_stopped() throws Exception {
        browser.size(390, 900);
        browser.open(address("dashboard#name=qa_teams&filter.Team=UK+Team"), TILES_READY);
        browser.click("#subscribe");
        browser.until("document.querySelector('dialog[open] .main') !== null");
        assertThat(texts("dialog .main")).containsExactly("Subscribe");
        assertThat(texts("dialog").get(0)).contains("Send me Teams", "lead@example.com", "Team: UK Team");
        String today = LocalDate.now(ZoneOffset.UTC).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        browser.script("document.querySelector('dialog select').value = '" + today.toLowerCase() + "'; document.querySelector('dialog input').value = '00:00'");
        browser.click("dialog .main");
        browser.until("document.querySelector('.standing li') !== null");
        assertThat(texts(".standing li").get(0)).contains("Teams, every " + today + " at 00:00", "Team: UK Team");
        assertThat(JSON.readTree(service.get("api/subscriptions").body()).path("subscriptions").path(0).path("filters").path("Team").asText()).isEqualTo("UK Team");
        subscribedLongAgo();
        await().atMost(RoutesFixture.PATIENCE).until(() -> receivers.mails().size() == 1);
        assertThat(GreenMailUtil.getWholeMessage(receivers.mails().get(0))).contains("To: lead@example.com", "UK Team", "Content-ID: <chart-").doesNotContain("FR Team");
        assertThat(receivers.mails().get(0).getSubject()).startsWith("Teams, last 4 complete weeks (");
        browser.click(".standing button");
        browser.until("document.querySelector('.standing li') === null");
        expectSoundPage();
    }

    /** Else the first time would come in a week. */
    private static void subscribedLongAgo() throws SQLException {
        try (Connection connection = DriverManager.getConnection(ledger); Statement statement = connection.createStatement()) {
            statement.execute("update subscription set since = '2026-01-01T00:00:00.000Z'");
        }
    }

    @Test
    void should_keep_the_whole_question_in_its_address() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=qa_scores&fields=team,grades,pass_rate&filter.grade_type=grading&totals=yes"), ANSWERED);
        browser.click("#table thead th:nth-child(2) button");
        browser.until("location.hash.includes('sorts=grades') && " + ANSWERED);
        List<Integer> grades = texts("#table tbody td:nth-child(2)").stream().map(count -> Integer.valueOf(count.replace(",", ""))).toList();
        assertThat(grades).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> b - a);
        assertThat(texts("#table tfoot td").get(0)).isEqualTo("%,d".formatted(grades.stream().mapToInt(Integer::intValue).sum()));
        String table = texts("#table").get(0);
        String there = browser.script("location.href").asText();
        browser.open(there, ANSWERED);
        assertThat(texts("#table")).containsExactly(table);
        assertThat(texts("#filters b")).containsExactly("grading");
        browser.script("document.querySelector('#sql').open = true");
        assertThat(texts("#sql pre").get(0)).containsIgnoringCase("group by");
    }

    @Test
    void should_spread_a_pivot_over_columns_with_totals_of_their_own() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=qa_scores&fields=date_reported_as__week,team,agents_graded&pivots=date_reported_as__week&filter.date_reported_as=last+2+complete+weeks&totals=yes"), ANSWERED);
        assertThat(texts("#table thead th")).hasSize(3).first().isEqualTo("Team");
        List<Integer> agents = texts("#table tbody td:nth-child(2)").stream().filter(count -> !count.equals("–")).map(Integer::valueOf).toList();
        assertThat(Integer.parseInt(texts("#table tfoot td").get(0))).isBetween(1, agents.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void should_lead_from_each_page_to_the_others() throws Exception {
        String operations = "location.pathname === '/' && document.querySelector('#sources h3') !== null";
        browser.size(390, 900);
        browser.open(address(""), operations);
        browser.click("header nav a[href='/dashboard']");
        browser.until(TILES_READY);
        browser.click("header nav a[href='/explore']");
        browser.until("location.pathname === '/explore' && " + ANSWERED);
        browser.click("header h1 a");
        browser.until(operations);
    }

    @Test
    void should_lead_on_from_a_dashboard_that_is_not_there() throws Exception {
        browser.size(1280, 900);
        browser.open(address("dashboard#name=nope"), "document.querySelector('#silence').hidden === false");
        assertThat(texts("#silence")).containsExactly("There is no dashboard nope. Choose one of those above.");
        assertThat(texts("header nav a")).contains("Operations", "Overview", "Explore");
        assertThat(browser.script("document.querySelector('#subscribe').hidden").asBoolean()).isTrue();
        browser.troubles().removeIf(trouble -> trouble.contains("api/dashboard") && trouble.contains("404"));
    }

    @Test
    void should_compare_no_count_with_a_time_without_grades() throws Exception {
        browser.size(1280, 900);
        browser.open(address("dashboard#filter.Period=last+3+complete+weeks"), TILES_READY);
        assertThat(texts("[data-type=single_value] p")).hasSize(4).containsOnly("no number for the 3 weeks before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#,##0.0", "+#,##0.0;-#,##0.0"})
    void should_round_as_what_is_sent(String pattern) throws Exception {
        List<Double> numbers = IntStream.rangeClosed(-3000, 10_000).mapToObj(hundredths -> hundredths / 100.0).toList();
        Format format = new Format(pattern, "%", 1, "up");
        browser.open(address("explore"), ANSWERED);
        JsonNode shown = browser.script("import('/deliver/shown.js').then(({text}) => " + numbers + ".map(number => text(number, {type: 'number', format: '" + pattern + "', unit: '%'})))");
        assertThat(JSON.convertValue(shown, new TypeReference<List<String>>() { })).isEqualTo(numbers.stream().map(format::text).toList()).contains((pattern.startsWith("+") ? "+" : "") + "84.3%", "-0.3%");
    }

    @Test
    void should_say_in_words_what_cannot_be_asked() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=qa_scores&fields=team,grades&filter.date_reported_as=whenever"), "document.querySelector('.refusal') !== null");
        assertThat(texts(".refusal").get(0)).contains("whenever", "is not understood", "last 1 complete weeks");
        browser.troubles().removeIf(trouble -> trouble.contains("api/query") && trouble.contains("400"));
    }

    @Test
    void should_say_in_a_tile_how_many_bars_it_leaves_out() throws Exception {
        browser.size(1280, 900);
        browser.open(address("dashboard#name=qa_graders"), TILES_READY);
        assertThat(browser.script(SHOWN + ".find(tile => tile.tile === 'deviation')?.marks").asInt()).isPositive();
        browser.script("""
            Promise.all([import('/deliver/tile.js'), fetch('/api/model').then(answer => answer.json())]).then(([{tile}, model]) => {
              const made = tile({name: 'many', title: 'Many', type: 'looker_bar', explore: 'qa_scores', fields: ['gradable_id', 'score_pct_avg'], limit: 25, row: 0, col: 0, width: 12, height: 5}, {}, model);
              document.querySelector('#tiles').replaceChildren(made.card);
              return made.fill().then(() => null);
            })""");
        assertThat(texts("[data-tile=many]").get(0)).contains("The chart shows the first 20 of 25.");
    }

    @Test
    void should_say_what_the_chart_of_a_pivot_leaves_out_and_nothing_else() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=qa_sections&fields=section,team,section_grades,section_pct_avg&pivots=team"), ANSWERED);
        assertThat(browser.script("document.querySelectorAll('#table tbody td').length").asInt()).isGreaterThan(40);
        assertThat(browser.script("document.querySelector('#chart canvas') !== null").asBoolean()).isTrue();
        assertThat(texts("#more")).containsExactly("The chart shows Graded sections only.");
    }

    @ParameterizedTest
    @CsvSource({"line, day, 3, 12, line", "line, day, 3, 13, null", "bar, text, 3, 7, bar", "bar, text, 3, 8, null", "column, text, 2, 8, column", "column, text, 2, 9, bar", "column, day, 2, 9, column"})
    void should_draw_as_many_lines_and_columns_as_can_be_told_apart(String type, String by, int columns, int many, String drawn) throws Exception {
        browser.open(address("explore"), ANSWERED);
        assertThat(browser.script("""
            import('/deliver/chart.js').then(({kind, lain}) => {
              const columns = [{name: 'by', kind: 'dimension', type: '%s'}, {name: 'grades', kind: 'metric', type: 'number'}, {name: 'team', kind: 'dimension', type: 'text'}];
              const answer = {columns: columns.slice(0, %d), rows: Array.from({length: %d}, (_, i) => ['2026-01-' + (i + 10), i, 'Team ' + i])};
              const pivot = answer.columns[2]?.name;
              return String(kind(answer, pivot) && lain('%s', answer, pivot));
            })""".formatted(by, columns, many, type)).asText()).isEqualTo(drawn);
    }

    @Test
    void should_open_the_form_of_a_new_filter_and_take_that_filter_away_again() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=qa_scores&fields=team,grades"), ANSWERED);
        browser.press("[aria-label='Filter by Agent']");
        browser.until("document.querySelector('[data-filter=agent_name][open] .choices input') !== null");
        browser.click("[aria-label='Filter by Team']");
        browser.until("document.querySelector('[data-filter=team][open] .choices input') !== null");
        browser.click("[aria-label='Filter by Team']");
        browser.until("document.querySelector('[data-filter=team][open] .choices input') !== null");
        assertThat(texts("#filters summary b")).containsExactly("any", "any");
        assertThat(texts("#filters details[open] summary")).hasSize(1);
        String team = texts("[data-filter=team] .choices label").get(0).strip();
        browser.click("[data-filter=team] .choices input");
        browser.until("location.hash.includes('filter.team') && " + ANSWERED);
        assertThat(texts("#table tbody td:first-child")).containsExactly(team);
        browser.click("[data-filter=team] .push button:last-child");
        browser.click("[data-filter=team] summary");
        browser.until("document.querySelector('[data-filter=team][open] .choices input') !== null");
        browser.click("[data-filter=team] .push button");
        browser.until("!location.hash.includes('filter.team') && " + ANSWERED);
        assertThat(texts("[data-filter=team]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"explore#explore=qa_scores&fields=team,grades", "dashboard#name=qa_teams&filter.Period="})
    void should_show_no_days_in_the_form_of_a_filter_that_holds_for_any(String page) throws Exception {
        browser.size(1280, 900);
        browser.open(address(page), page.startsWith("explore") ? ANSWERED : TILES_READY);
        browser.click(page.startsWith("explore") ? "[aria-label='Filter by Date']" : "[data-filter=date_reported_as] summary");
        browser.until("document.querySelector('[data-filter=date_reported_as][open] [type=number]') !== null");
        assertThat(browser.script("document.querySelector('.panel [type=number]').value").asText()).isEmpty();
        assertThat(texts("[data-filter=date_reported_as] b")).containsExactly("any");
        browser.script("(number => {number.value = '3'; number.dispatchEvent(new Event('change'))})(document.querySelector('.panel [type=number]'))");
        browser.until("location.hash.includes('last+3+complete+weeks')");
        assertThat(texts("[data-filter=date_reported_as] b")).containsExactly("last 3 complete weeks");
    }

    @Test
    void should_keep_the_focus_where_a_tick_a_sort_and_a_form_were() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=qa_scores&fields=team,grades&filter.grade_type=grading"), ANSWERED);
        browser.press("#ticks input[value=pass_rate]");
        browser.until("location.hash.includes('pass_rate') && " + ANSWERED);
        assertThat(browser.script("document.activeElement.value").asText()).isEqualTo("pass_rate");
        browser.press("#table th:nth-child(2) button");
        browser.until("document.querySelector('#table th:nth-child(2)').getAttribute('aria-sort') === 'descending' && " + ANSWERED);
        assertThat(browser.script("document.activeElement.innerText").asText()).isEqualTo("Grades");
        browser.press("[data-filter=grade_type] summary");
        browser.until("document.querySelector('[data-filter=grade_type][open] .choices input') !== null");
        browser.press("[data-filter=grade_type] .push button:last-child");
        assertThat(browser.script("document.activeElement.closest('details')?.dataset.filter").asText()).isEqualTo("grade_type");

        browser.open(address("dashboard#name=qa_teams"), TILES_READY);
        browser.press("[data-filter=date_reported_as] summary");
        browser.until("document.querySelector('[data-filter=date_reported_as][open] .push button') !== null");
        browser.press("[data-filter=date_reported_as] .push button");
        browser.until("location.hash.includes('filter.Period=') && " + TILES_READY);
        assertThat(browser.script("document.activeElement.closest('details')?.dataset.filter").asText()).isEqualTo("date_reported_as");
    }

    @Test
    void should_say_once_for_all_tiles_what_cannot_be_asked() throws Exception {
        browser.size(1280, 900);
        browser.open(address("dashboard#filter.Period=whenever"), "document.querySelector('#silence').hidden === false && !document.querySelector('[aria-busy]')");
        assertThat(texts("#silence").get(0)).containsOnlyOnce("'whenever' is not understood");
        assertThat(browser.script("document.querySelectorAll('.tile [role=alert]').length").asInt()).isZero();
        assertThat(browser.script(WORDS).asText()).doesNotContainPattern("[a-z]+_[a-z]+");
        browser.script("location.hash = ''");
        browser.until("document.querySelector('#silence').hidden && " + TILES_READY);
        browser.troubles().removeIf(trouble -> trouble.contains("api/query") && trouble.contains("400"));
    }

    @Test
    void should_say_that_an_explore_is_not_there_until_something_is_asked_for() throws Exception {
        browser.size(1280, 900);
        browser.open(address("explore#explore=nope"), "document.querySelector('#silence').hidden === false && " + ANSWERED);
        browser.click("#ticks input[value=pass_rate]");
        browser.until("document.querySelector('#silence').hidden && " + ANSWERED);
    }
}
