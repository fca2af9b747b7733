package io.talon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.access.Access;
import io.talon.access.User;
import io.talon.ledger.Notice;
import io.talon.question.QuestionError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    private static final User LEAD = new User("lead-uk", "lead@example.com", Desk.UK);
    private static final User OTHER = new User("other", "", Access.NONE);

    /** Nothing that was due before it, and what it is called when something is wrong with it. */
    @Test
    void should_begin_with_the_next_time_and_be_told_of_by_reader_and_dashboard(@TempDir Path folder) throws Exception {
        try (Desk desk = new Desk(folder)) {
            Readers readers = new Readers(desk.subscriptions, desk.inquiry, name -> List.of("lead@example.com"), desk.clock());
            desk.now = Instant.parse("2026-03-06T17:05:00Z");
            readers.add(LEAD, "week", Map.of(), "friday", "17:05");
            assertThat(readers.plans()).singleElement().satisfies(plan -> {
                assertThat(plan.isDisabled()).isTrue();
                assertThat(plan.name()).startsWith("subscription of lead-uk to week (");
            });
            desk.now = Instant.parse("2026-03-13T17:04:59Z");
            assertThat(readers.plans()).allMatch(Plan::isDisabled);
            desk.now = Instant.parse("2026-03-13T17:05:00Z");
            readers.add(LEAD, "week", Map.of(), "friday", "17:05");
            assertThat(readers.plans()).singleElement().satisfies(plan -> {
                assertThat(plan.isDisabled()).isFalse();
                Notice turn = plan.turn(desk.now);
                assertThat(turn.isDelivery() && turn.isTurn()).isTrue();
                assertThat(turn.name()).isEqualTo("plan " + plan.name());
            });
        }
    }

    @Test
    void should_send_readers_what_they_asked_for_to_their_own_address(@TempDir Path folder) throws Exception {
        try (Desk desk = new Desk(folder)) {
            Readers readers = new Readers(desk.subscriptions, desk.inquiry, name -> name.equals("lead-uk") ? List.of("lead@example.com") : List.of(), desk.clock());
            readers.add(LEAD, "week", Map.of(), "friday", "17:05");
            readers.add(LEAD, "week", Map.of(), "friday", "17:05");
            assertThat(readers.of(LEAD)).singleElement().satisfies(one -> assertThat(List.of(one.dashboard(), one.day(), one.time())).containsExactly("week", "friday", "17:05"));
            assertThat(readers.plans()).singleElement().satisfies(plan -> {
                assertThat(plan.destinations()).containsExactly(new Destination(Destination.Type.EMAIL, "lead@example.com", null));
                assertThat(plan.runAs()).isEqualTo("lead-uk");
                assertThat(plan.filters()).as("any team, though the dashboard may begin with one").containsOnly(Map.entry("Team", ""), Map.entry("Period", ""));
                assertThat(plan.timing().due(Instant.parse("2026-03-07T00:00:00Z"))).hasValue(Instant.parse("2026-03-06T17:05:00Z"));
            });
            assertThat(new Readers(desk.subscriptions, desk.inquiry, name -> List.of(), desk.clock()).plans()).allMatch(Plan::isDisabled);
            String name = readers.of(LEAD).get(0).name();
            assertThatThrownBy(() -> readers.remove(OTHER, name)).isInstanceOf(QuestionError.class);
            assertThatThrownBy(() -> readers.add(OTHER, "week", Map.of(), "friday", "17:05")).isInstanceOf(QuestionError.class).hasMessageContaining("no e-mail address");
            assertThatThrownBy(() -> readers.add(LEAD, "week", Map.of(), "someday", "17:05")).isInstanceOf(QuestionError.class);
            assertThatThrownBy(() -> readers.add(LEAD, "moon", Map.of(), "friday", "17:05")).isInstanceOf(QuestionError.class);
            readers.remove(LEAD, name);
            assertThat(readers.of(LEAD)).isEmpty();
        }
    }
}
