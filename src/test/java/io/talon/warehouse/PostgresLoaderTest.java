package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.ledger.RunFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLoaderTest extends LoaderContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    Warehouse warehouse() throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("drop schema if exists raw cascade");
        }
        return new Warehouse(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    @Test
    void should_refuse_a_character_that_the_engine_does_not_take_and_load_nothing() throws Exception {
        assertThatThrownBy(() -> load("2026-03-02", "id,score\n1,a\n2,b\u0000\n")).isInstanceOfSatisfying(RunFailure.class, refused -> {
            assertThat(refused.kind()).isEqualTo("malformed-csv");
            assertThat(refused.getMessage()).contains("Record 2", "NUL");
        });
        load("2026-03-03", "id,score\n3,c\n");
        assertThat(rows("select id from raw.maestroqa_scores")).containsExactly("3");
    }
}
