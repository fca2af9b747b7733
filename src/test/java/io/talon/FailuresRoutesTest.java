package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresRoutesTest extends RoutesFixture {

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422})
    void should_make_a_dead_letter_of_a_refused_question_at_once(int status) throws Exception {
        sandbox.next(Scenario.request(Effect.answer(status, "{\"error\": \"no such enum\"}")));
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.error()).contains(String.valueOf(status)).contains("no such enum");
        assertThat(run.remedy()).isNotBlank();
        assertThat(sandbox.recorder().count("POST", "/api/v1/request-")).isEqualTo(1);
    }

    @Test
    void should_carry_the_other_runs_past_a_dead_letter() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "{}")).where(request -> request.json().path("startDate").asText().startsWith("2026-03-01")));
        Run failed = carried("total_scores", "2026-03-02");
        Run other = carried("total_scores", "2026-03-03");
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(other.state()).isEqualTo(RunState.LANDED);
    }

    @Test
    void should_replay_what_failed_of_the_sources_that_are_on() throws Exception {
        try (PlayedLedger ledger = new PlayedLedger(app.settings())) {
            ledger.run("csat", 9, "failed", "token-refused", "The vendor answered 401.");
        }
        sandbox.next(Scenario.request(Effect.answer(422, "{}")));
        Run failed = carried("total_scores", "2026-03-02");
        assertThat(app.operations().replayAllFailed().runs()).extracting(Run::id).containsExactly(failed.id());
        assertThat(app.ledger().failed()).extracting(Run::source).contains("csat");
    }

    @Test
    void should_show_a_dead_letter_in_jmx() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "{}")));
        Run failed = carried("total_scores", "2026-03-02");
        TabularData letters = (TabularData) ManagementFactory.getPlatformMBeanServer().getAttribute(ledgerInJmx(), "Failed");
        assertThat(letters.get(new Object[] {failed.id()}).get("value")).asString().contains("request-refused", failed.remedy());
    }

    @Test
    void should_tell_in_jmx_what_its_operations_do_and_ask_for() throws Exception {
        MBeanInfo described = ManagementFactory.getPlatformMBeanServer().getMBeanInfo(ledgerInJmx());
        MBeanOperationInfo backfill = Arrays.stream(described.getOperations()).filter(operation -> operation.getName().equals("backfill")).findAny().orElseThrow();
        assertThat(backfill.getDescription()).startsWith("Carries the intervals of a source");
        assertThat(backfill.getSignature()).extracting(MBeanParameterInfo::getName).containsExactly("source", "from", "to");
        assertThat(described.getAttributes()).filteredOn(attribute -> attribute.getName().equals("Failed")).extracting(MBeanAttributeInfo::getDescription)
            .containsExactly("Failed runs by name, the last thousand: why, and what to do");
    }

    private static ObjectName ledgerInJmx() throws Exception {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.talon:type=RunLedger,*"), null).iterator().next();
    }
}
