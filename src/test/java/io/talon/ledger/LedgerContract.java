package io.talon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.PlayedClock;
import io.talon.interval.Interval;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger promises on every database. */
abstract class LedgerContract {
    private static final Request REQUEST = new Request("request-raw-export", true, Map.of("singleFileExport", "total_scores"), List.of("gradable_id"));
    private HikariDataSource database;
    private Jdbi jdbi;
    private Instant now = Instant.parse("2026-01-02T00:00:00Z");
    private Ledger ledger;
    private Builds builds;

    abstract HikariDataSource openDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = openDatabase();
        jdbi = LedgerDatabase.migrate(database);
        ledger = ledger("one");
        builds = new Builds(jdbi, clock());
        builds.lead(true);
        ledger.loads(true);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Clock clock() {
        return new PlayedClock(() -> now);
    }

    private Ledger ledger(String owner) {
        return new Ledger(jdbi, clock(), owner, Duration.ofHours(2));
    }

    private Run plan(String day, boolean again) {
        Instant start = Instant.parse(day + "T00:00:00Z");
        Interval interval = new Interval(start, start.plus(Duration.ofDays(1)));
        Run run = ledger.draft("total_scores", interval, REQUEST, "batch");
        return again ? ledger.request(run) : ledger.schedule(run);
    }

    private Run landed(String day) {
        return landed(day, false);
    }

    private Run landed(String day, boolean again) {
        Run run = plan(day, again);
        ledger.takeDue();
        ledger.keep(run, "total_scores", "key", 10, "sha", null);
        ledger.loaded(ledger.nextToLoad(run), 3, null);
        ledger.stored(run);
        ledger.takeDue();
        return ledger.landed(run);
    }

    @Test
    void should_plan_an_interval_once() {
        plan("2026-01-01", false);
        plan("2026-01-01", false);
        assertThat(ledger.runs()).singleElement().satisfies(run -> {
            assertThat(run.id()).isEqualTo("total_scores/2026-01-01");
            assertThat(run.state()).isEqualTo(RunState.PLANNED);
            assertThat(run.request()).isEqualTo(REQUEST);
        });
    }

    @Test
    void should_park_also_what_is_planned_after_the_token_was_refused() {
        plan("2026-01-01", true);
        ledger.park();
        plan("2026-01-02", true);
        plan("2026-01-03", false);
        assertThat(ledger.runs()).hasSize(3).allMatch(ledger::isParked);
    }

    @Test
    void should_give_a_due_run_to_one_taker_only() {
        plan("2026-01-01", false);
        assertThat(ledger("one").takeDue()).hasSize(1);
        assertThat(ledger("two").takeDue()).isEmpty();
    }

    @Test
    void should_give_the_runs_of_a_dead_process_to_another_when_its_ownership_has_run_out() {
        plan("2026-01-01", false);
        ledger("one").takeDue();
        now = now.plusSeconds(61);
        assertThat(ledger("two").takeDue()).hasSize(1);
    }

    @Test
    void should_not_hold_a_lease_that_is_let_go_of_while_it_is_asked_for() {
        assertThat(new Lease(jdbi, clock(), "warehouse", "one").hold()).isTrue();
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext asked) {
                letGo(asked.getConnection());
            }
        });
        assertThat(new Lease(jdbi, clock(), "warehouse", "two").hold()).isFalse();
    }

    private static void letGo(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from lease");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void should_leave_the_runs_of_a_living_process_alone() {
        plan("2026-01-01", false);
        ledger("one").takeDue();
        now = now.plusSeconds(50);
        ledger("one").renew();
        now = now.plusSeconds(50);
        assertThat(ledger("two").takeDue()).isEmpty();
    }

    /** So many runs with tickets, each asked for a second after the one before. */
    private void tickets(int number) {
        Instant day = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < number; i++) {
            now = now.plusSeconds(1);
            plan(day.minus(Duration.ofDays(i)).toString().substring(0, 10), false);
            Run run = ledger.takeDue().get(0);
            ledger.requested(ledger.requesting(run), "ticket-" + i);
        }
        ledger.release();
    }

    @Test
    void should_carry_some_tickets_at_a_time_and_those_first_that_were_left_alone_longest() {
        tickets(120);
        List<Run> taken = ledger.takeDue();
        assertThat(taken).hasSize(100).extracting(Run::exportId).startsWith("ticket-0", "ticket-1", "ticket-2").doesNotContain("ticket-100");
        assertThat(ledger.takeDue()).isEmpty();
    }

    @Test
    void should_put_a_pending_ticket_back_behind_those_that_were_left_alone_longer() {
        tickets(101);
        Run first = ledger.takeDue().get(0);
        now = now.plusSeconds(1);
        assertThat(ledger.looked(first, "in_progress", now)).isNull();
        assertThat(ledger.takeDue()).extracting(Run::exportId).containsExactly("ticket-100");
        assertThat(ledger.find(first.id())).get().extracting(Run::looks, Run::status, Run::statusSince, Run::dueAt).containsExactly(1, "in_progress", now, now);
    }

    /** The order in which the vendor is asked about tickets from a start on: so many looks, one a second. */
    private List<String> looks(int number) {
        List<String> looks = new ArrayList<>();
        Deque<Run> carried = new ArrayDeque<>();
        while (looks.size() < number) {
            carried.addAll(ledger.takeDue());
            Run run = carried.removeFirst();
            now = now.plusSeconds(1);
            looks.add(run.exportId());
            Optional.ofNullable(ledger.looked(run, "in_progress", now)).ifPresent(carried::add);
        }
        return looks;
    }

    @Test
    void should_look_at_all_tickets_in_turn_after_a_restart() {
        tickets(120);
        List<String> round = IntStream.range(0, 120).mapToObj(i -> "ticket-" + i).toList();
        List<String> looks = looks(130);
        assertThat(looks.subList(0, 120)).isEqualTo(round);
        assertThat(looks.subList(120, 130)).isEqualTo(round.subList(0, 10));
    }

    @Test
    void should_keep_a_pending_ticket_where_no_other_waits() {
        tickets(1);
        Run run = ledger.takeDue().get(0);
        assertThat(ledger.looked(run, "in_progress", now).looks()).isEqualTo(1);
        assertThat(ledger.takeDue()).isEmpty();
    }

    @Test
    void should_not_write_of_a_ticket_that_another_process_has() {
        tickets(1);
        Run run = ledger.takeDue().get(0);
        now = now.plusSeconds(61);
        ledger("two").takeDue();
        assertThatThrownBy(() -> ledger.looked(run, "in_progress", now)).isInstanceOf(OwnershipLostException.class);
    }

    @Test
    void should_ask_first_for_the_run_that_is_due_longest_whichever_interval_it_has() {
        for (int day = 6; day >= 1; day--) {
            plan("2026-01-0" + day, false);
            now = now.plusSeconds(1);
        }
        assertThat(ledger.takeDue()).extracting(run -> run.interval().toString()).containsExactly("2026-01-06", "2026-01-05", "2026-01-04", "2026-01-03", "2026-01-02");
    }

    @Test
    void should_take_a_released_run_up_with_its_ticket() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.requested(ledger.requesting(run), "ticket-1");
        ledger.release();
        assertThat(ledger("two").takeDue()).singleElement().satisfies(taken -> {
            assertThat(taken.exportId()).isEqualTo("ticket-1");
            assertThat(taken.state()).isEqualTo(RunState.REQUESTED);
        });
    }

    @Test
    void should_keep_the_first_deadline_however_often_it_asks() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        Instant deadline = ledger.requesting(run).deadlineAt();
        now = now.plusSeconds(600);
        assertThat(ledger.requesting(run).deadlineAt()).isEqualTo(deadline).isEqualTo("2026-01-02T02:00:00Z");
    }

    @Test
    void should_not_take_a_postponed_run_before_its_time() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.postpone(run, Duration.ofSeconds(4), "network", "reset");
        assertThat(ledger.takeDue()).isEmpty();
        now = now.plusSeconds(4);
        assertThat(ledger.takeDue()).hasSize(1);
    }

    @Test
    void should_go_on_where_a_failed_run_stopped_when_it_is_asked_for_again() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.requested(ledger.requesting(run), "ticket-1");
        ledger.fail(run, "deadline", "late", "wait", RunState.REQUESTED);
        assertThat(plan("2026-01-01", false).state()).isEqualTo(RunState.FAILED);
        now = now.plusSeconds(86_400);
        Run again = plan("2026-01-01", true);
        assertThat(again.deadlineAt()).isEqualTo("2026-01-03T02:00:00Z");
        assertThat(again.state()).isEqualTo(RunState.REQUESTED);
        assertThat(again.exportId()).isEqualTo("ticket-1");
        assertThat(again.error()).isNull();
    }

    @Test
    void should_forget_the_ticket_of_a_failed_run_that_must_ask_anew() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.requested(ledger.requesting(run), "ticket-1");
        ledger.fail(run, "export-errored", "errored", "replay", RunState.PLANNED);
        assertThat(plan("2026-01-01", true).exportId()).isNull();
    }

    @Test
    void should_forget_the_files_of_an_earlier_ticket_when_there_is_a_new_one() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.requested(ledger.requesting(run), "ticket-1");
        ledger.keep(run, "csat", "key", 10, "sha", null);
        ledger.requested(ledger.requesting(run), "ticket-2");
        ledger.keep(run, "total_scores", "key", 10, "sha", null);
        ledger.stored(run);
        assertThat(ledger.objects()).extracting(StoredObject::member).containsExactly("total_scores");
    }

    @Test
    void should_leave_a_landed_run_as_it_is() {
        landed("2026-01-01");
        assertThat(plan("2026-01-01", true).state()).isEqualTo(RunState.LANDED);
        assertThat(ledger.takeDue()).isEmpty();
    }

    @Test
    void should_ask_anew_for_what_has_ended_when_it_is_asked_for_again() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.requested(ledger.requesting(run), "ticket-1");
        ledger.empty(run);
        landed("2026-01-02");
        Run failed = plan("2026-01-03", false);
        ledger.takeDue();
        ledger.fail(failed, "deadline", "late", "wait", RunState.STORED);
        builds.published(builds.take(), 5, 9, 0);
        now = now.plusSeconds(86_400);
        ledger.runs().forEach(ledger::requestAgain);
        assertThat(ledger.runs()).hasSize(3).allSatisfy(again -> assertThat(again).extracting(Run::state, Run::exportId, Run::error, Run::endedAt).containsExactly(RunState.PLANNED, null, null, null));
        assertThat(ledger.takeDue()).hasSize(3);
        assertThat(ledger.requesting(run).deadlineAt()).isEqualTo("2026-01-03T02:00:00Z");
    }

    @Test
    void should_leave_a_run_that_is_under_way_its_ticket_when_it_is_asked_for_again() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.requested(ledger.requesting(run), "ticket-1");
        assertThat(ledger.requestAgain(run)).extracting(Run::state, Run::exportId).containsExactly(RunState.REQUESTED, "ticket-1");
        assertThat(ledger.takeDue()).isEmpty();
    }

    @Test
    void should_fail_no_run_while_it_stops() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.stopping();
        assertThat(ledger.fail(run, "network", "broken off", "", RunState.PLANNED).state()).isEqualTo(RunState.PLANNED);
    }

    @Test
    void should_end_a_run_without_rows_as_empty() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.keep(run, "total_scores", "key", 10, "sha", null);
        ledger.loaded(ledger.nextToLoad(run), 0, null);
        assertThat(ledger.landed(run).state()).isEqualTo(RunState.EMPTY);
    }

    @Test
    void should_build_when_all_runs_of_a_batch_have_ended() {
        landed("2026-01-01");
        Run other = plan("2026-01-02", false);
        assertThat(builds.take()).isNull();
        ledger.takeDue();
        ledger.empty(other);
        assertThat(builds.take()).isNotNull();
        assertThat(builds.take()).isNull();
    }

    @Test
    void should_build_one_after_the_other() {
        landed("2026-01-01");
        Build first = builds.take();
        landed("2026-01-02");
        assertThat(builds.take()).isNull();
        builds.published(first, 5, 9, 0);
        now = now.plusSeconds(1);
        assertThat(builds.take()).isNotNull();
    }

    @Test
    void should_build_again_what_was_dropped() {
        landed("2026-01-01");
        builds.take();
        builds.drop();
        now = now.plusSeconds(1);
        assertThat(builds.take()).isNotNull();
        assertThat(builds.all()).extracting(Build::state).containsExactly("interrupted", "building");
    }

    @Test
    void should_build_again_what_a_crash_interrupted() {
        landed("2026-01-01");
        builds.take();
        builds.lead(true);
        now = now.plusSeconds(1);
        assertThat(builds.take()).isNotNull();
        assertThat(builds.all()).extracting(Build::state).containsExactly("interrupted", "building");
    }

    @Test
    void should_not_build_again_what_is_published() {
        landed("2026-01-01");
        builds.published(builds.take(), 5, 9, 0);
        builds.takeAgain();
        assertThat(builds.take()).isNull();
        assertThat(builds.last()).get().satisfies(build -> assertThat(build.tests()).isEqualTo(9));
    }

    private List<String> told() {
        Notices notices = new Notices(jdbi, clock(), List.of("slack"), false, Duration.ofHours(3));
        List<Notice> due = notices.takeDue();
        due.forEach(notices::sent);
        return due.stream().map(notice -> notice.subject() + ": " + notice.text()).sorted().toList();
    }

    @Test
    void should_tell_once_that_a_scheduled_run_is_late_and_once_that_it_has_recovered() {
        plan("2026-01-01", false);
        now = now.plus(Duration.ofHours(44));
        plan("2025-12-31", true);
        Run run = plan("2026-01-02", false);
        assertThat(told()).as("what was planned just now, however long after its interval ended").isEmpty();
        now = now.plus(Duration.ofHours(3));
        assertThat(told()).as("neither what was due before yesterday nor what somebody asked for").isEmpty();
        now = now.plusSeconds(1);
        assertThat(told()).singleElement().asString().startsWith("total_scores/2026-01-02 is late: It was planned more than 3h ago and has not landed: it is planned.");
        ledger.takeDue();
        now = now.plusSeconds(1);
        assertThat(told()).isEmpty();
        ledger.empty(run);
        assertThat(told()).containsExactly("total_scores/2026-01-02 has recovered: It is empty now.");
        now = now.plusSeconds(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void should_tell_each_failure_once_and_once_that_the_run_has_recovered() {
        Run run = plan("2026-01-01", false);
        ledger.takeDue();
        ledger.fail(run, "stalled", "It stalled.", "Replay it.", RunState.PLANNED);
        assertThat(told()).containsExactly("total_scores/2026-01-01 failed (stalled): It stalled. Replay it.");
        now = now.plusSeconds(1);
        plan("2026-01-01", true);
        assertThat(told()).isEmpty();
        ledger.takeDue();
        ledger.fail(run, "stalled", "It stalled.", "Replay it.", RunState.PLANNED);
        assertThat(told()).hasSize(1);
        now = now.plusSeconds(1);
        landed("2026-01-01", true);
        assertThat(told()).containsExactly("total_scores/2026-01-01 has recovered: It is landed now.");
        now = now.plusSeconds(1);
        ledger.loadAgain();
        ledger.takeDue();
        ledger.landed(run);
        assertThat(told()).as("what is loaded again has not recovered again").isEmpty();
    }

    @Test
    void should_tell_that_the_mart_is_published_again_after_whatever_held_it() {
        builds.published(builds.begin(true), 5, 9, 0);
        landed("2026-01-01");
        now = now.plusSeconds(1);
        builds.ended(builds.take(), "held", "A test failed.", "Look.");
        now = now.plusSeconds(1);
        builds.ended(builds.begin(true), "failed", "A model broke.", "Look.");
        assertThat(told()).hasSize(2).allMatch(words -> words.startsWith("The mart was not published: "));
        now = now.plusSeconds(1);
        builds.published(builds.begin(true), 5, 9, 0);
        assertThat(told()).containsExactly("The mart is published again: It holds all that has landed.");
        now = now.plusSeconds(1);
        builds.published(builds.begin(true), 5, 9, 0);
        assertThat(told()).isEmpty();
    }

    @Test
    void should_count_what_is_watched() {
        Overview overview = new Overview(jdbi);
        assertThat(overview.oldestDue(now)).isEmpty();
        Run landed = landed("2026-01-01");
        builds.published(builds.take(), 25, 90, 0);
        Run failed = plan("2026-01-02", false);
        ledger.takeDue();
        ledger.fail(failed, "no-file", "It has none.", "Replay it.", RunState.PLANNED);
        Run open = plan("2026-01-03", false);
        assertThat(overview.isReachable()).isTrue();
        assertThat(overview.tallies()).extracting(Overview.Tally::state, Overview.Tally::number, Overview.Tally::latest).containsExactlyInAnyOrder(
            tuple(RunState.LANDED, 1L, landed.intervalEnd()), tuple(RunState.FAILED, 1L, failed.intervalEnd()), tuple(RunState.PLANNED, 1L, open.intervalEnd()));
        assertThat(overview.volumes()).containsExactly(new Overview.Volume("total_scores", 10, 3));
        assertThat(overview.newest("total_scores", 2)).extracting(Overview.Outcome::intervalStart, Overview.Outcome::rows)
            .containsExactly(tuple(open.intervalStart(), null), tuple(failed.intervalStart(), null));
        assertThat(overview.newest("total_scores", 3).get(2).rows()).isEqualTo(3);
        assertThat(overview.unfinished()).extracting(Run::id).containsExactly(open.id());
        assertThat(overview.failed(5)).extracting(Run::id).containsExactly(failed.id());
        assertThat(overview.oldestDue(now)).contains(now);
        assertThat(overview.builds()).containsExactly(new Overview.BuildTally("published", 1));
        assertThat(overview.lastPublished()).contains(now);
        assertThat(overview.lastBuild()).get().extracting(Build::tests).isEqualTo(90);
    }

    @Test
    void should_keep_deliveries_alerts_and_subscriptions() {
        Notices notices = new Notices(jdbi, clock(), List.of(), true, Duration.ofHours(3));
        Notice turn = new Notice("plan weekly 2026-01-02T00:00:00Z", "plan", "weekly", "2026-01-02T00:00:00Z", 0);
        notices.owe(turn);
        notices.owe(turn);
        assertThat(new Notices(jdbi, clock(), List.of(), false, Duration.ofHours(3)).takeDue()).isEmpty();
        assertThat(notices.isPending()).isFalse();
        assertThat(notices.takeDue()).isEmpty();
        notices.lead(true);
        assertThat(notices.isPending()).isTrue();
        assertThat(notices.takeDue()).extracting(Notice::event).containsExactly(turn.event());
        notices.sent(turn);
        notices.owe(turn);
        assertThat(notices.isKnown(turn.event())).isTrue();
        assertThat(notices.isPending()).isFalse();
        AlertStates states = new AlertStates(jdbi);
        Notice fired = new Notice("alert low 2026-01-02T00:00:00Z", "email:lead@example.com", "low", "{}", 0);
        states.keep(List.of(new AlertState("low", "UK Team", "FIRING", now, now), new AlertState("low", "FR Team", "OK", now, null)), List.of(fired), now);
        states.keep(List.of(new AlertState("low", "UK Team", "OK", now.plusSeconds(1), now)), List.of(fired), now);
        assertThat(states.of("low")).containsOnlyKeys("UK Team", "FR Team").containsEntry("UK Team", new AlertState("low", "UK Team", "OK", now.plusSeconds(1), now));
        assertThat(notices.takeDue()).extracting(Notice::address).containsExactly("lead@example.com");
        Subscriptions subscriptions = new Subscriptions(jdbi);
        Subscription one = new Subscription("s1", "lead", "week", "{}", "0 0 8 ? * MON", "UTC", Instant.parse("2026-03-02T08:00:00Z"));
        subscriptions.add(one);
        subscriptions.add(one);
        assertThat(subscriptions.all()).containsExactly(one);
        assertThat(subscriptions.remove("s1", "other")).isFalse();
        assertThat(subscriptions.remove("s1", "lead")).isTrue();
    }
}
