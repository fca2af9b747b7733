package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Received;
import io.talon.sandbox.Scenario;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.camel.util.FileUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NthCallFaultsTest extends FaultFixture {

    @Override
    Map<String, String> further() {
        return Map.of("SOURCE_GROUPS_ENABLED", "false");
    }

    @Test
    @DisplayName("the n-th call of a run is cut, for n = 1, 2, ... until none is")
    void should_come_to_the_same_mart_whichever_call_is_cut() throws Exception {
        String undisturbed = null;
        AtomicInteger calls = new AtomicInteger();
        int n = 0;
        do {
            n++;
            calls.set(0);
            cut(n, calls);
            Run run = demand("total_scores", "2026-03-02").get(0);
            assertThat(ended(run)).matches(landed());
            built();
            String mart = MartChecksum.of(martFile());
            undisturbed = undisturbed == null ? mart : undisturbed;
            assertThat(mart).as("the mart after call %d was cut", n).isEqualTo(undisturbed);
            anew();
        } while (calls.get() >= n);
        assertThat(n).isGreaterThan(3);
        outcome(n, "the same mart each time, up to n = " + n);
    }

    private void cut(int n, AtomicInteger calls) {
        sandbox.behave();
        Predicate<Received> isNth = call -> calls.incrementAndGet() == n;
        sandbox.next(Scenario.request(Effect.hangUp()).where(isNth).forever(), Scenario.status(Effect.hangUp()).where(isNth).forever(),
            Scenario.file(Effect.truncated()).where(isNth).forever());
    }

    /** The same again with nothing there. */
    private void anew() throws Exception {
        app.close();
        FileUtil.removeDir(folder.resolve("talon-home").toFile());
        app = App.start(settings(), Mode.COMMAND);
    }
}
