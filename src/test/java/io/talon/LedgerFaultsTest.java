package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talon.Validation.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerFaultsTest extends FaultFixture {
    private Path ledger;

    @BeforeEach
    void landOneRun() throws Exception {
        carried("total_scores", "2026-03-02");
        app.close();
        ledger = folder.resolve("talon-home/ledger.db");
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void refused(String... words) {
        refused(Mode.COMMAND, words);
    }

    private void refused(Mode mode, String... words) {
        assertThatThrownBy(() -> App.start(settings(), mode)).isInstanceOf(ConfigurationException.class).hasMessageContainingAll(words)
            .satisfies(e -> outcome(e, "refuses to start: " + e.getMessage().replace(folder.toString(), "...")));
    }

    @Test
    @DisplayName("overwritten with something else")
    void should_refuse_what_is_no_ledger() throws Exception {
        Files.writeString(ledger, "this is no database".repeat(500));
        refused("ledger.jdbc-url", "not a database");
    }

    @Test
    @DisplayName("torn: a page in its middle is garbage")
    void should_refuse_a_torn_ledger_and_name_the_file() throws Exception {
        sql("pragma wal_checkpoint(truncate)");
        byte[] bytes = Files.readAllBytes(ledger);
        Arrays.fill(bytes, 4096, 6 * 4096, (byte) 0x5a);
        Files.write(ledger, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        refused("ledger");
        assertThat(Files.readAllBytes(ledger)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("gone, though its warehouse is there")
    void should_never_begin_a_new_ledger_silently() throws Exception {
        Files.delete(ledger);
        refused("is not there, though its warehouse", "warehouse.duckdb");
        assertThat(ledger).doesNotExist();
    }

    @Test
    @DisplayName("not there, nor its home: talon.home is mistyped")
    void should_say_where_a_new_ledger_begins() throws Exception {
        Path mistyped = folder.resolve("talon-hone");
        App.start(settings().with(Map.of("talon.home", mistyped.toString())), Mode.COMMAND).close();
        assertThat(said()).contains("A new ledger begins in " + mistyped.resolve("ledger.db"));
        app = App.start(settings(), Mode.COMMAND);
        assertThat(said()).doesNotContain("A new ledger begins in " + ledger);
        outcome(app, "says where a new ledger begins");
    }

    @Test
    @DisplayName("written by a newer version")
    void should_refuse_a_newer_ledger_in_words() throws Exception {
        sql("insert into flyway_schema_history select 99, '99', 'later', type, 'V99__later.sql', 1, installed_by, installed_on, 1, 1 from flyway_schema_history where installed_rank = 1");
        refused("newer Talon", "99");
    }

    @Test
    @DisplayName("written by an older version")
    void should_bring_an_older_ledger_to_this_version() throws Exception {
        makeOlder();
        app = App.start(settings(), Mode.COMMAND);
        assertThat(fate("total_scores", "2026-03-02")).matches(landed());
        assertThat(fate("total_scores", "2026-03-03")).matches(landed());
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    @DisplayName("written by an older version, and only looked into")
    void should_leave_an_older_ledger_as_it_is_until_a_start() throws Exception {
        makeOlder();
        refused(Mode.LOOK, "of version 1", "reads version 6");
        try (Validation validation = new Validation()) {
            assertThat(validation.check(this::settings)).allMatch(Finding::isWell)
                .anyMatch(finding -> finding.words().contains("knows 1 run; it is of version 1 and will be brought to version 6 by the next start"));
            assertThat(validation.looked()).isEmpty();
        }
        refused(Mode.LOOK, "of version 1");
    }

    private void makeOlder() throws SQLException {
        sql("drop table alert_state", "drop table subscription", "drop table notice", "drop table lease", "alter table build drop column attempts", "alter table build drop column due_at",
            "alter table stored_object drop column export_id", "alter table run drop column tries", "alter table run drop column asked",
            "drop index run_by_owner", "drop index run_by_end", "alter table run drop column looks", "alter table run drop column status", "alter table run drop column status_since",
            "delete from flyway_schema_history where version > '1'");
    }

    @Test
    @DisplayName("locked by another program for a moment")
    void should_wait_for_a_locked_ledger() throws Exception {
        app = App.start(settings(), Mode.COMMAND);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + ledger); Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            Thread asking = new Thread(() -> assertThat(catchThrowable(() -> demand("total_scores", "2026-03-03"))).isNull());
            asking.start();
            asking.join(1_000);
            statement.execute("commit");
            asking.join();
        }
        assertThat(fate("total_scores", "2026-03-03")).matches(landed());
    }
}
