package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PollWithoutFileFaultsTest extends ExportFaultFixture {

    @Override
    Map<String, String> further() {
        return Map.of("EXPORT_WITHOUT_FILE", "fail");
    }

    @Test
    @DisplayName("complete without a file, where that is not to be taken for empty")
    void should_fail_an_export_without_a_file_if_told_so() throws Exception {
        sandbox.next(Scenario.status(Effect.completeWithoutDataUrl()));
        replayed(failed(carried("total_scores", "2026-03-02"), "no-file"));
        assertThat(requests()).isEqualTo(2);
    }
}
