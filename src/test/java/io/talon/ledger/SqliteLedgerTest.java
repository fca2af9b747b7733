package io.talon.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    @TempDir
    private Path folder;

    @Override
    HikariDataSource openDatabase() {
        return LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "");
    }
}
