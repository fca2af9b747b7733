package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs by itself: Quartz ticks, nobody asks. */
class ScheduleTest extends RoutesFixture {

    @Override
    Map<String, String> environment() {
        return Map.of("SOURCE_TOTAL_SCORES_CRON", "* * * * * ?", "SOURCE_GROUPS_ENABLED", "false");
    }

    @Override
    @BeforeEach
    void start() throws Exception {
        super.start();
        app.close();
        app = App.start(settings(), Mode.SERVICE);
    }

    @Test
    void should_carry_the_last_complete_day_to_the_mart_once_however_often_it_ticks() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        await().atMost(PATIENCE).until(() -> app.builds().last().filter(build -> build.isPublished()).isPresent());
        assertThat(app.ledger().runs()).extracting(Run::interval).allSatisfy(interval ->
            assertThat(LocalDate.ofInstant(interval.end(), ZoneOffset.UTC)).isBetween(today, today.plusDays(1)));
        assertThat(sandbox.recorder().exportRequests()).hasSameSizeAs(app.ledger().runs());
    }

    @Test
    void should_show_its_routes_by_their_names_in_jmx() throws Exception {
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.apache.camel:type=routes,*"), null))
            .extracting(name -> name.getKeyProperty("name").replace("\"", "")).contains("schedule-total-scores", "take-due-runs", "await-export", "dead-letter");
    }
}
