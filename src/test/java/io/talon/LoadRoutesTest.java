package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoadRoutesTest extends RoutesFixture {

    @Test
    void should_land_what_was_stored_and_count_its_rows() throws Exception {
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.rows()).isPositive());
    }

    @Test
    void should_end_as_empty_when_the_file_has_a_header_only() throws Exception {
        sandbox.next(Scenario.file(Effect.edited(text -> text.lines().findFirst().orElseThrow() + "\n")));
        assertThat(carried("total_scores", "2026-03-02").state()).isEqualTo(RunState.EMPTY);
    }

    @Test
    void should_record_a_column_that_the_vendor_has_added() throws Exception {
        String content = "mood,available,agent_ids,agent_email,agent_name,group_id,group_name\nfine,True,1,jo@example.com,Jo,g1,UK Team\n";
        sandbox.next(Scenario.file(Effect.bytes(content.getBytes(StandardCharsets.UTF_8))));
        assertThat(carried("groups", "2026-03-02").state()).isEqualTo(RunState.LANDED);
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.notice()).isEqualTo("further columns: mood"));
    }

    @Test
    void should_let_a_refused_file_fail_its_own_run_and_no_other() throws Exception {
        sandbox.next(Scenario.file(Effect.edited(text -> text.replaceFirst("rubric_score", "points"))));
        Run refused = carried("total_scores", "2026-03-02");
        Run other = carried("total_scores", "2026-03-03");
        assertThat(refused.failure()).isEqualTo("wrong-columns");
        assertThat(refused.remedy()).contains("routes/");
        assertThat(other.state()).isEqualTo(RunState.LANDED);
        built();
        assertThat(app.builds().last()).get().satisfies(build -> assertThat(build.isPublished()).isTrue());
    }
}
