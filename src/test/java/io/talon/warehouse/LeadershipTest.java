package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.ledger.Lease;
import io.talon.ledger.LedgerDatabase;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadershipTest {

    @Test
    void should_not_say_that_it_has_a_warehouse_that_none_has(@TempDir Path folder) {
        try (HikariDataSource ledger = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "")) {
            Lease lease = new Lease(LedgerDatabase.migrate(ledger), Clock.systemUTC(), "warehouse", "one");
            assertThat(new Leadership(lease, null, null, null, null, null).other()).isEqualTo("another process");
        }
    }
}
