package io.talon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.ConfigurationException;
import io.talon.deliver.Destination.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesReaderTest {
    private static final String GOOD = """
        scheduled_plans:
          - {name: weekly, dashboard_id: week, crontab: "0 30 17 ? * FRI", timezone: Europe/London, after: fresh, filters: {Team: UK Team}, run_as: lead-uk,
             destinations: [{type: email, address: lead@example.com, format: html+csv}, {type: webhook, address: "${QA_WEBHOOK}"}]}
        alerts:
          - {name: low, explore: qa, field: score, for_each: [team], min_count: {grades: 20}, comparison_type: LESS_THAN, threshold: 80, after: run, renotify_after: 7d, run_as: lead-uk,
             destinations: [{type: slack}]}
        """;
    @TempDir
    private static Path folder;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = new Desk(folder);
        Files.createDirectory(folder.resolve("deliver"));
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Deliveries read(String text) throws Exception {
        Files.writeString(folder.resolve("deliver/deliveries.yml"), text);
        Deliveries deliveries = DeliveriesReader.read(folder);
        new DeliveriesCheck(desk.inquiry, Set.of("lead-uk"), Map.of("QA_WEBHOOK", "https://hooks.example.com/secret/path")::get, Set.of(Type.EMAIL, Type.SLACK), new Hooks()).check(deliveries);
        return deliveries;
    }

    @Test
    void should_read_what_the_packaged_comments_show() throws Exception {
        Deliveries read = read(GOOD);
        assertThat(read.scheduledPlans()).singleElement().satisfies(plan -> {
            assertThat(plan.filters()).containsEntry("Team", "UK Team");
            assertThat(plan.timing().due(java.time.Instant.parse("2026-07-04T00:00:00Z"))).hasValue(java.time.Instant.parse("2026-07-03T16:30:00Z"));
        });
        assertThat(read.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.renotifyAfter()).isEqualTo(Duration.ofDays(7));
            assertThat(alert.window()).isEqualTo(Window.LAST_COMPLETE_WEEK);
        });
        assertThat(Stream.of("", "alerts:\n", "# nothing\n").map(text -> {
            try {
                return read(text).isEmpty();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        })).containsOnly(true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        - name: low         | : it has no keys
        alerts: low         | : alerts is no list
        alerts: {name: low} | : alerts is no list
        alerts: [low]       | , alert 1: it has another form than is expected
        """)
    void should_refuse_a_file_of_another_form(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigurationException.class).hasMessage("deliver/deliveries.yml" + problem + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        dashboard_id: week | dashboard_id: moon | weekly: there is no dashboard 'moon' | week
        dashboard_id: week | dashbord_id: week | weekly: unknown key 'dashbord_id' | dashboard_id
        Team: UK Team | Town: UK Team | weekly: week has no filter 'Town' | Team
        explore: qa | explore: xx | low: there is no explore 'xx' | qa
        field: score | field: scores | low: 'scores' is no metric of qa | score
        [team] | [town] | low: | team
        {grades: 20} | {grade: 20} | low: | grades
        LESS_THAN | BELOW | low: comparison_type is 'BELOW' | LESS_THAN
        run_as: lead-uk, destinations | destinations | it has no run_as | whose rows
        run_as: lead-uk | run_as: nobody | there is no user 'nobody' | lead-uk
        FRI | FRY | weekly: crontab | Quartz
        Europe/London | Europe/Londo | weekly: timezone is 'Europe/Londo' | zone
        after: fresh | after: later | weekly: after is 'later' | RUN, FRESH
        after: run | after: fresh | low: 'after: fresh' needs a crontab | Say which
        7d | soon | low: renotify_after is 'soon' | 7d
        lead@example.com | lead | weekly: 'lead' is no e-mail address | receiver
        ${QA_WEBHOOK} | https://hooks.example.com/secret/path | weekly: the address of a webhook | environment variable
        ${QA_WEBHOOK} | ${QB_WEBHOOK} | weekly: the environment variable QB_WEBHOOK has no URL | Set it
        html+csv | pdf | weekly: a destination's format is 'pdf' | png
        type: slack | type: fax | low: destinations.type is 'fax' | EMAIL
        alerts: | alarms: | unknown key 'alarms' | alerts
        [team] | team | low: for_each has another form than is expected | a list
        {grades: 20} | {grades: many} | low: min_count.grades is 'many' | a whole number
        [{type: slack}] | [slack] | low: destinations has another form than is expected | type, address, format
        [team] | [team | : line 4 is no valid YAML: expected ',' or ']' | Correct the line
        name: low | name: Low! | Low!: it needs a name | a-z
        """)
    void should_refuse_what_it_does_not_know_with_file_item_and_reason(String good, String bad, String problem, String remedy) {
        String text = GOOD.replaceAll("\\n +destinations", " destinations").replace(good, bad);
        assertThat(text).isNotEqualTo(GOOD.replaceAll("\\n +destinations", " destinations"));
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ConfigurationException.class, refused -> {
            assertThat(refused.getMessage()).startsWith("deliver/deliveries.yml").contains(problem);
            assertThat(refused.remedy()).containsIgnoringCase(remedy);
        });
    }
}
