package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import org.junit.jupiter.api.Test;

class LoadRoutesTest extends RoutesFixture {

    @Test
    void should_land_what_was_stored_and_count_its_rows() throws Exception {
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.rows()).isPositive());
    }
}
