package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MartTest {
    @TempDir
    private Path home;
    private Warehouse warehouse;
    private DuckDbMart mart;

    @BeforeEach
    void open() throws SQLException {
        warehouse = new Warehouse("jdbc:duckdb:" + home.resolve("warehouse.duckdb"), "", "");
        warehouse.open();
        mart = new DuckDbMart(home, warehouse.dataSource());
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void publish(int version) throws Exception {
        warehouse.execute("create or replace table build.answer as select " + version + " as n");
        mart.publish(publication("answer"));
    }

    private static Publication publication(String... tables) {
        return new Publication("a build", Stream.of(tables).map(table -> new Publication.Part(table, "build." + table, "build." + table + "__pending", List.of("n"), List.of(), false, true))
            .toList(), 0, 0, null);
    }

    private static int answer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select n from answer")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void should_show_a_new_reader_the_new_mart_and_leave_an_old_reader_its_own() throws Exception {
        publish(1);
        try (Connection old = mart.open()) {
            publish(2);
            assertThat(answer(old)).isEqualTo(1);
        }
        try (Connection next = mart.open()) {
            assertThat(answer(next)).isEqualTo(2);
        }
    }

    @Test
    void should_answer_whoever_asks_again_and_again_from_the_newest_version_and_let_a_question_end_on_its_own() throws Exception {
        Mart reader = new DuckDbMart(home, null);
        publish(1);
        try (Connection first = reader.ask()) {
            publish(2);
            try (Connection second = reader.ask(); Connection third = mart.ask()) {
                publish(3);
                assertThat(List.of(answer(first), answer(second), answer(third))).containsExactly(1, 2, 2);
            }
        }
        try (Connection last = reader.ask(); Statement statement = last.createStatement()) {
            assertThat(answer(last)).isEqualTo(3);
            assertThatThrownBy(() -> statement.execute("create table mine (n int)")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void should_keep_the_old_mart_when_publishing_fails_and_publish_again_later() throws Exception {
        publish(1);
        assertThatThrownBy(() -> mart.publish(publication("answer", "nothing_of_this_name"))).isInstanceOf(SQLException.class);
        try (Connection reader = mart.open()) {
            assertThat(answer(reader)).isEqualTo(1);
        }
        publish(3);
        try (Connection reader = mart.open()) {
            assertThat(answer(reader)).isEqualTo(3);
        }
    }

    @Test
    void should_let_nobody_write_to_it_or_reach_other_files_through_it() throws Exception {
        publish(1);
        try (Connection reader = mart.open(); Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table mine (n int)")).isInstanceOf(SQLException.class);
        }
        try (Connection reader = mart.open(); Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from read_text('/etc/hostname')")).isInstanceOf(SQLException.class);
        }
    }
}
