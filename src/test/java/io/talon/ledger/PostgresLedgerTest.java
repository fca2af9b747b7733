package io.talon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.ConfigurationException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest extends LedgerContract {
    private static EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Override
    HikariDataSource openDatabase() throws Exception {
        return LedgerDatabase.open(newDatabase(), "postgres", "postgres");
    }

    private static String newDatabase() throws SQLException {
        String name = "ledger" + ++databases;
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }

    @Test
    void should_make_no_tables_for_whoever_only_looks() throws Exception {
        String url = newDatabase();
        try (HikariDataSource looked = LedgerDatabase.look(url, "postgres", "postgres")) {
            assertThat(new Overview(LedgerDatabase.jdbi(looked)).tallies()).isEmpty();
        }
        try (HikariDataSource database = LedgerDatabase.open(url, "postgres", "postgres"); Connection connection = database.getConnection()) {
            assertThat(LedgerDatabase.version(database).isThere()).isFalse();
            assertThat(connection.getMetaData().getTables(null, "public", null, null).next()).isFalse();
        }
    }

    @Test
    void should_look_into_a_ledger_of_this_version_and_leave_an_older_one_alone() throws Exception {
        String url = newDatabase();
        try (HikariDataSource database = LedgerDatabase.open(url, "postgres", "postgres")) {
            Jdbi jdbi = LedgerDatabase.migrate(database);
            LedgerDatabase.look(url, "postgres", "postgres").close();
            jdbi.useHandle(handle -> handle.execute("delete from flyway_schema_history where version = '6'"));
            assertThatThrownBy(() -> LedgerDatabase.look(url, "postgres", "postgres")).isInstanceOf(ConfigurationException.class).hasMessageContaining("of version 5");
            assertThat(LedgerDatabase.version(database)).isEqualTo(new LedgerVersion("5", "6"));
        }
    }
}
