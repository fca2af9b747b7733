package io.talon.benchmark;

import io.talon.model.Node;
import io.talon.transform.Building;
import io.talon.transform.Order;
import io.talon.transform.ProjectRun;
import io.talon.transform.Result;
import io.talon.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;

/** What a new day costs after so many days of history, and building everything anew beside the same selects by plain SQL. */
final class HistoryBenchmark {
    private static final int GRADES_A_DAY = 27_400;
    /** Of the grades of a day so many are regrades. */
    private static final int REGRADES = 500;
    /** Whoever has so long a history has built new days before, and Java has compiled what they take; after one day nobody has. */
    private static final int NIGHTS_TO_LEARN = 5;
    private static final Order ANEW = new Order(List.of(), List.of(), true);
    private final Warehouse warehouse;
    private final Building building;
    private final History history;
    private int load;

    private HistoryBenchmark(Path folder, History history) throws SQLException {
        this.history = history;
        this.warehouse = new Warehouse("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), "", "");
        warehouse.open();
        this.building = new Building(folder, folder, warehouse);
    }

    /** Builds nights until there are so many, then some more, of which the last are measured. */
    static void measure(History history, Setup setup, Results results) throws Exception {
        HistoryBenchmark benchmark = new HistoryBenchmark(setup.folder("history"), history);
        try {
            benchmark.measure(setup.repeats(), results);
        } finally {
            benchmark.warehouse.close();
        }
    }

    private void measure(int repeats, Results results) throws Exception {
        int days = history.days();
        String row = history.name();
        load(0);
        // A service that stays has built before; what Java learns at the first time is not counted for any side.
        building.build(ANEW);
        for (int day = 1; day < days; day++) {
            load(day);
        }
        ProjectRun everything = building.build(ANEW);
        results.add(row, Side.TALON, Measure.EVERYTHING, seconds(building.lastMillis()));
        results.add(row, Side.LIMIT, Measure.EVERYTHING, plainSeconds(everything));
        int first = days + Math.min(days - 1, NIGHTS_TO_LEARN);
        for (int day = days; day < first + repeats; day++) {
            load(day);
            building.build();
            if (day >= first) {
                newDay(row, building.lastMillis(), results);
            }
        }
    }

    private static void newDay(String row, long[] millis, Results results) {
        results.add(row, Side.TALON, Measure.NEW_DAY, seconds(millis));
        results.add(row, Side.TALON, Measure.NEW_DAY_BUILT, millis[0] / 1e3);
        results.add(row, Side.TALON, Measure.NEW_DAY_TESTED, millis[1] / 1e3);
        results.add(row, Side.TALON, Measure.NEW_DAY_PUBLISHED, millis[2] / 1e3);
    }

    /** Of what a publication waits for; what is done ahead after it is not counted. */
    private static double seconds(long[] millis) {
        return LongStream.of(millis).sum() / 1e3;
    }

    private double plainSeconds(ProjectRun run) throws SQLException {
        long start = System.nanoTime();
        plain(run);
        return (System.nanoTime() - start) / 1e9;
    }

    /** One night's files, as they stand in the raw tables. */
    private void load(int day) throws SQLException {
        if (day == 0) {
            building.register();
        }
        execute("""
            insert into raw.maestroqa_groups (group_name, group_id, agent_name, agent_email, agent_ids, available, _run, _interval_start, _interval_end, _row, _load)
            select 'Team ' || (i %% 20), 'g' || (i %% 20), 'Agent ' || i, 'agent' || i || '@example.com', 'a' || i, 'True', 'groups/%1$d', cast(%2$s as varchar), cast(%2$s + 1 as varchar), i, %3$d
            from range(500) as t(i)""".formatted(day, date(day), ++load));
        execute("""
            insert into raw.maestroqa_total_scores (gradable_id, agent_id, agent_name, agent_email, rubric_id, rubric_name, rubric_score, max_rubric_score, comment, date_graded, grader, grade_type,
              date_reported_as, _run, _interval_start, _interval_end, _row, _load)
            select cast(n as varchar), 'a' || (n %% 500), 'Agent ' || (n %% 500), 'agent' || (n %% 500) || '@example.com', 'r' || (n %% 7), 'Rubric ' || (n %% 7), cast(hash(i, %1$d) %% 1001 / 10.0 as varchar),
              '100', 'A comment on conversation ' || n, '="' || strftime(%2$s + to_seconds(i * 3), '%%Y-%%m-%%d %%H:%%M:%%S.000') || '"', 'grader' || (n %% 40) || '@example.com', 'grading',
              '="' || strftime(%2$s + to_seconds(i * 3), '%%Y-%%m-%%d %%H:%%M:%%S') || '"', 'total_scores/%1$d', cast(%2$s as varchar), cast(%2$s + 1 as varchar), i, %3$d
            from (select i, case when i < %4$d and %1$d > 0 then %1$d * %5$d - 1 - hash(i, %1$d, 'old') %% (least(%1$d, %6$d) * %5$d) else %1$d * %5$d + i end as n from range(%5$d) as t(i))"""
            .formatted(day, date(day), ++load, REGRADES, GRADES_A_DAY, history.regraded()));
    }

    private static String date(int day) {
        return "(date '2025-01-01' + " + day + ")";
    }

    /** The same selects as they were compiled, one after the other: nothing is tested, published or kept count of. */
    private void plain(ProjectRun run) throws SQLException {
        execute("create schema plain");
        for (Result result : run.results().stream().filter(result -> result.node().isBuilt()).toList()) {
            Node node = result.node();
            String select = node.is("model") ? result.compiled().replace("build.", "plain.") : "select * from build." + node.name();
            execute("create " + (node.materialized().equals("view") ? "view" : "table") + " plain." + node.name() + " as " + select);
        }
        execute("drop schema plain cascade");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
