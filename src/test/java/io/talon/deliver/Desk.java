package io.talon.deliver;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.PlayedClock;
import io.talon.access.Access;
import io.talon.dashboard.Dashboards;
import io.talon.ledger.AlertStates;
import io.talon.ledger.Builds;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Notice;
import io.talon.ledger.Notices;
import io.talon.ledger.Overview;
import io.talon.ledger.Subscriptions;
import io.talon.question.Answers;
import io.talon.semantic.Definitions;
import io.talon.warehouse.DuckDbMart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** All that deliveries are made with, around a ledger, a small mart and a clock that only moves when it is told to. */
final class Desk implements AutoCloseable {
    private static final String MODELS = """
        models:
          - name: marks
            description: One row per grade
            semantic_model: {enabled: true, name: qa, config: {meta: {label: Grades}}}
            agg_time_dimension: day
            columns:
              - {name: id, description: Key, entity: {type: primary, name: grade}}
              - {name: team, description: Team, dimension: {type: categorical, label: Team}}
              - {name: agent, description: Agent, dimension: {type: categorical, label: Агент}}
              - {name: day, description: Day, granularity: day, dimension: {type: time, label: Day}}
              - {name: percent, description: Percent, data_type: numeric, dimension: {type: categorical, name: mark, label: Mark}}
            metrics:
              - {name: grades, label: Grades, description: Number, type: simple, agg: count, expr: id, config: {meta: {format: "#,##0"}}}
              - {name: score, label: Score, description: Mean, type: simple, agg: average, expr: percent, config: {meta: {format: "0.0", unit: "%"}}}
        """;
    private static final String DASHBOARD = """
        - dashboard: week
          title: The week
          filters:
            - {name: Team, type: field_filter, explore: qa, field: qa.team}
            - {name: Period, type: field_filter, explore: qa, field: qa.day_date}
          elements:
            - {name: score, title: Score, type: single_value, explore: qa, fields: [qa.score], listen: {Team: qa.team}, row: 0, col: 0, width: 6, height: 2}
            - {name: trend, title: Trend, type: looker_line, explore: qa, fields: [qa.day_week, qa.team, qa.score], pivots: [qa.team], total: true, listen: {Team: qa.team}, row: 1, col: 0, width: 6, height: 2}
            - {name: agents, title: Agents, type: looker_grid, explore: qa, fields: [qa.agent, qa.score, qa.grades], total: true, listen: {Team: qa.team}, row: 2, col: 0, width: 6, height: 2}
        """;
    static final Access UK = new Access(Map.of("team", List.of("UK Team")), Set.of());
    Instant now = Instant.parse("2026-03-02T06:00:00Z");
    final Path folder;
    final Notices notices;
    final AlertStates states;
    final Overview overview;
    final Builds builds;
    final Subscriptions subscriptions;
    final Inquiry inquiry;
    private final HikariDataSource database;
    private int published;

    Desk(Path folder) throws IOException {
        this.folder = folder;
        write("dbt_project.yml", "name: small\n");
        write("models/marks.yml", MODELS);
        write("dashboards/week.dashboard.lookml", DASHBOARD);
        database = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "");
        Jdbi jdbi = LedgerDatabase.migrate(database);
        notices = new Notices(jdbi, clock(), List.of("slack"), true, Duration.ofHours(3));
        notices.lead(true);
        states = new AlertStates(jdbi);
        overview = new Overview(jdbi);
        builds = new Builds(jdbi, clock());
        subscriptions = new Subscriptions(jdbi);
        Definitions definitions = Definitions.load(folder);
        Answers answers = new Answers(definitions, new DuckDbMart(folder, null), clock(), through -> false);
        inquiry = new Inquiry(definitions, Dashboards.load(folder, definitions), answers, user -> user == null ? Access.ALL : user.equals("lead-uk") ? UK : Access.NONE, new Links("https://qa.example.com/"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve("warehouse").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    Clock clock() {
        return new PlayedClock(() -> now);
    }

    /** Publishes a mart of selected rows, and changed by other statements, whose data reach up to an instant, and makes it an hour later. */
    void publish(String through, String... rows) throws Exception {
        Path next = folder.resolve("publish/next.duckdb");
        Files.createDirectories(next.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + next); Statement statement = connection.createStatement()) {
            statement.execute("create table marks (id varchar, team varchar, agent varchar, day date, percent double)");
            for (String row : rows) {
                statement.execute(row.startsWith("select") ? "insert into marks " + row : row);
            }
            statement.execute("create table _publication as select 'b" + (published + 1) + "' as build, current_timestamp as published_at, 41 as tests_passed, 0 as warnings, '" + through + "' as data_through, 42 as tests");
        }
        Files.move(next, folder.resolve("publish/mart.duckdb"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        now = Instant.parse(through).plus(Duration.ofHours(1)).plusSeconds(++published);
        builds.lead(true);
        builds.published(builds.begin(true), 1, 41, 0);
    }

    /** Does something to the ledger that it does not do by itself. */
    void ledger(String sql) throws Exception {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** So many grades of a team on a day, all of the same percent. */
    static String grades(String team, String day, int number, double percent) {
        return "select 'g' || '" + team + day + "' || i, '" + team + "', 'Agent ' || i, date '" + day + "', " + percent + " from range(" + number + ") as r(i)";
    }

    /** What the outbox hands out, which is written off at once. */
    List<Notice> told() {
        List<Notice> due = notices.takeDue();
        due.forEach(notices::sent);
        return due;
    }

    @Override
    public void close() {
        database.close();
    }
}
