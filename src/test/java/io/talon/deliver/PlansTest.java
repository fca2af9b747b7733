package io.talon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.ledger.Build;
import io.talon.ledger.Notice;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
    private static final String HOSTILE = "select 'x', 'UK Team', '=cmd() <!channel> <script>x</script> {{ 7*7 }} & ```', date '2026-03-02', 50";
    private static final List<Destination> TO = List.of(new Destination(Destination.Type.EMAIL, "lead@example.com", null), new Destination(Destination.Type.SLACK, null, null));
    @TempDir
    private Path folder;
    private Desk desk;
    private Instant through;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Plan plan(Timing.After after, String crontab, boolean requireResults, String runAs, Map<String, String> filters) {
        return new Plan("weekly", null, "week", after, crontab, ZoneId.of("Europe/London"), filters, requireResults, runAs, TO, false);
    }

    private static Plan afterRun() {
        return plan(Timing.After.RUN, null, false, null, Map.of());
    }

    private Agenda agenda(Plan plan) {
        return new Agenda(() -> Stream.of(plan), desk.notices, desk.overview, new Agenda.Data() {
            @Override
            public Instant through() {
                return through;
            }

            @Override
            public boolean isThere(Instant due) {
                return !through.isBefore(due.truncatedTo(java.time.temporal.ChronoUnit.DAYS));
            }
        }, desk.clock());
    }

    private void publish(String until, String... rows) throws Exception {
        through = Instant.parse(until);
        desk.publish(until, rows);
    }

    /** What the outbox hands out after its turns were made. */
    private List<Notice> delivered(Plan plan) throws SQLException {
        List<Notice> told = new ArrayList<>();
        for (Notice notice : desk.notices.takeDue()) {
            if (notice.kind().equals("plan")) {
                new Plans(() -> Stream.of(plan), desk.inquiry, desk.notices).make(notice);
            } else {
                desk.notices.sent(notice);
                told.add(notice);
            }
        }
        told.addAll(desk.told());
        return told;
    }

    private List<String> destinations(Plan plan) throws SQLException {
        return delivered(plan).stream().map(Notice::destination).sorted().toList();
    }

    @Test
    void should_deliver_once_for_each_interval_and_destination() throws Exception {
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        Agenda agenda = agenda(afterRun());
        agenda.collect();
        assertThat(destinations(afterRun())).containsExactly("email:lead@example.com", "slack:notify.slack.webhook");
        agenda.collect();
        agenda(afterRun()).collect();
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 4, 80));
        agenda.collect();
        assertThat(delivered(afterRun())).isEmpty();
        publish("2026-03-03T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 4, 80));
        agenda.collect();
        assertThat(destinations(afterRun())).hasSize(2);
    }

    @Test
    void should_try_again_what_could_not_be_written_down() throws Exception {
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        Agenda agenda = agenda(afterRun());
        desk.ledger("create trigger full before insert on notice begin select raise(abort, 'database or disk is full'); end");
        assertThatThrownBy(agenda::collect).hasMessageContaining("disk is full");
        desk.ledger("drop trigger full");
        agenda.collect();
        assertThat(destinations(afterRun())).hasSize(2);
    }

    @Test
    void should_leave_deliveries_to_the_process_that_has_the_warehouse() throws Exception {
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        Agenda agenda = agenda(afterRun());
        desk.notices.lead(false);
        agenda.collect();
        desk.notices.lead(true);
        assertThat(delivered(afterRun())).isEmpty();
        agenda.collect();
        desk.notices.lead(false);
        assertThat(desk.notices.takeDue()).isEmpty();
        desk.notices.lead(true);
        assertThat(destinations(afterRun())).hasSize(2);
    }

    /** The outbox lets a message that was taken rest for a minute, then hands it out again if nobody wrote down that it was sent. */
    @Test
    void should_send_a_message_twice_and_not_three_times_if_the_process_is_killed_once_before_that_is_written_down() throws Exception {
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        agenda(afterRun()).collect();
        new Plans(() -> Stream.of(afterRun()), desk.inquiry, desk.notices).make(desk.notices.takeDue().get(0));
        List<String> sent = new ArrayList<>(desk.notices.takeDue().stream().map(Notice::destination).toList());
        desk.now = desk.now.plus(Duration.ofMinutes(2));
        sent.addAll(destinations(afterRun()));
        desk.now = desk.now.plus(Duration.ofMinutes(2));
        agenda(afterRun()).collect();
        sent.addAll(destinations(afterRun()));
        assertThat(sent).hasSize(4).containsOnly("email:lead@example.com", "slack:notify.slack.webhook");
    }

    /** The first process is still at the first of them when the second takes both. */
    @Test
    void should_leave_a_notice_to_the_process_that_took_it_last() throws Exception {
        desk.notices.tell("digest a", "A", "a");
        desk.notices.tell("digest b", "B", "b");
        List<Notice> slow = desk.notices.takeDue();
        desk.now = desk.now.plus(Duration.ofMinutes(2));
        List<Notice> next = desk.notices.takeDue();
        assertThat(next).hasSize(2).allMatch(desk.notices::hold);
        assertThat(slow).hasSize(2).noneMatch(desk.notices::hold);
        desk.now = desk.now.plusSeconds(50);
        assertThat(next).allMatch(desk.notices::hold);
        desk.now = desk.now.plusSeconds(50);
        assertThat(desk.notices.takeDue()).isEmpty();
    }

    @Test
    void should_hold_deliveries_and_tell_the_owner_once_while_tests_fail() throws Exception {
        publish("2026-03-02T00:00:00Z");
        desk.now = desk.now.plus(Duration.ofHours(23));
        Build held = desk.builds.begin(true);
        desk.builds.ended(held, "held", "A test failed.", "Correct it.");
        Agenda agenda = agenda(afterRun());
        agenda.collect();
        agenda.collect();
        agenda(afterRun()).collect();
        assertThat(delivered(afterRun())).filteredOn(notice -> notice.subject().equals("Deliveries are held")).singleElement()
            .satisfies(notice -> assertThat(notice.text()).contains("plan weekly"));
        assertThat(delivered(afterRun())).isEmpty();
    }

    @Test
    void should_hold_deliveries_and_tell_the_owner_while_a_source_has_brought_nothing() throws Exception {
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        through = null;
        Agenda agenda = agenda(afterRun());
        agenda.collect();
        assertThat(delivered(afterRun())).singleElement().satisfies(notice -> assertThat(notice.text()).startsWith("Not every source that is on has brought its first data"));
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        agenda.collect();
        assertThat(destinations(afterRun())).hasSize(2);
    }

    @Test
    void should_tell_that_data_are_late_instead_of_sending_old_ones() throws Exception {
        Plan plan = plan(Timing.After.FRESH, "0 30 8 ? * THU", false, null, Map.of());
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        Agenda agenda = agenda(plan);
        desk.now = Instant.parse("2026-03-05T08:29:59Z");
        agenda.collect();
        assertThat(delivered(plan)).isEmpty();
        desk.now = Instant.parse("2026-03-05T08:30:00Z");
        agenda.collect();
        agenda(plan).collect();
        assertThat(delivered(plan)).singleElement().satisfies(notice -> assertThat(notice.subject()).isEqualTo("The plan weekly is late"));
        publish("2026-03-05T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80));
        desk.now = Instant.parse("2026-03-05T10:00:00Z");
        agenda.collect();
        assertThat(destinations(plan)).hasSize(2);
        desk.now = Instant.parse("2026-03-06T10:00:00Z");
        agenda.collect();
        assertThat(delivered(plan)).isEmpty();
    }

    @Test
    void should_send_nothing_where_a_tile_fails_or_nothing_is_there() throws Exception {
        publish("2026-03-02T00:00:00Z");
        Plan plan = plan(Timing.After.RUN, null, true, null, Map.of());
        agenda(plan).collect();
        assertThat(delivered(plan)).isEmpty();
        publish("2026-03-03T00:00:00Z", "select 'x', 'UK Team', 'a', date '2026-03-02', 1", "alter table marks drop column agent");
        agenda(plan).collect();
        assertThatThrownBy(() -> delivered(plan)).isInstanceOf(SQLException.class);
        assertThat(delivered(plan)).isEmpty();
    }

    @Test
    void should_show_a_user_only_what_that_one_may_see() throws Exception {
        publish("2026-03-02T00:00:00Z", Desk.grades("UK Team", "2026-03-01", 3, 80), Desk.grades("FR Team", "2026-03-01", 5, 20));
        Plan plan = plan(Timing.After.RUN, null, false, "lead-uk", Map.of("Team", ""));
        agenda(plan).collect();
        Notice notice = delivered(plan).get(0);
        assertThat(notice.text()).doesNotContain("FR Team");
        assertThat(Report.parse(notice.text()).tiles()).extracting(Tile::type).containsExactly("single_value", "looker_line", "looker_grid");
        assertThat(Report.parse(notice.text()).tiles().get(2).totals()).containsExactly(null, 80.0, 3);
        assertThat(Report.parse(notice.text()).tiles().get(1).totals()).as("columns of a pivot have no total in common").isNull();
    }

    @Test
    void should_keep_hostile_words_words_in_every_form() throws Exception {
        publish("2026-03-03T00:00:00Z", HOSTILE, Desk.grades("UK Team", "2026-03-01", 3, 80.25));
        Plan plan = plan(Timing.After.RUN, null, false, null, Map.of("Team", "UK Team", "Period", "last 1 complete weeks"));
        agenda(plan).collect();
        Notice mail = delivered(plan).stream().filter(notice -> notice.kind().equals("email")).findFirst().orElseThrow();
        Messages messages = new Messages(folder, "talon@example.com");
        MimeMessage message = messages.mail(mail);
        List<Part> parts = parts(message);
        assertThat(parts).extracting(part -> part.getContentType().replaceFirst(";.*", "").strip()).containsExactly("text/plain", "text/html", "image/png", "text/csv", "text/csv");
        String html = (String) parts.get(1).getContent();
        assertThat(html).contains("Team: UK Team; Period: last complete week (23 Feb – 1 Mar 2026)", "=cmd() &lt;!channel&gt; &lt;script&gt;x&lt;/script&gt; {{ 7*7 }} &amp;", "cid:chart-1@talon", "72.7%", "https://qa.example.com/dashboard#name=week&amp;filter.Team=UK+Team",
            "Data through 2 Mar 2026 (UTC), build b1, 41 of 42 tests passed.").doesNotContain("<script", "49");
        assertThat(message.getHeader("Subject")).hasSize(1);
        assertThat(message.getSubject()).isEqualTo("weekly: The week, last complete week (23 Feb – 1 Mar 2026)");
        assertThat((String) parts.get(0).getContent()).contains("\n 23 Feb – 1 Mar 2026  UK Team  80.3%\n 2 – 8 Mar 2026       UK Team  50.0%");
        assertThat(parts.get(2).getHeader("Content-ID")).containsExactly("<chart-1@talon>");
        assertThat(parts.get(4).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(new String(parts.get(4).getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).contains("Агент", "'=cmd()");
        assertThat(messages.slack(mail)).contains("&lt;!channel&gt;", "<https://qa.example.com/dashboard").doesNotContain("<!channel", "& ```\\n");
        assertThat(messages.figures(mail)).contains("\"rows\":[[72.6875]]", "\"event\":\"plan weekly 2026-03-03T00:00:00Z\"");
    }

    private static List<Part> parts(Part part) throws Exception {
        if (!(part.getContent() instanceof Multipart several)) {
            return List.of(part);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < several.getCount(); i++) {
            BodyPart one = several.getBodyPart(i);
            parts.addAll(parts(one));
        }
        return parts;
    }
}
