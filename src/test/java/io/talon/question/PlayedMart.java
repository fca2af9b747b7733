package io.talon.question;

import io.talon.transform.Building;
import io.talon.transform.Order;
import io.talon.warehouse.Mart;
import io.talon.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A small mart that the packaged models made. Agents a1 and a2 are in UK Team, a3 in FR Team, all four in All Agents. Eight gradings on rubrics of 10 and of 100
 * points, one of them regraded, one of a rubric without a name, one N/A, one of no points at all, and a calibration; weeks of 2 and 9 March 2026.
 */
final class PlayedMart implements AutoCloseable {
    static final String FORMULA = "=HYPERLINK(\"http://x\")";
    private final Warehouse warehouse;
    private final Building building;
    private final List<String> inserts = new ArrayList<>();

    private PlayedMart(Warehouse warehouse, Building building) throws Exception {
        this.warehouse = warehouse;
        this.building = building;
        warehouse.open();
        building.register();
        fill();
        building.build(new Order(List.of(), List.of("resource_type:test"), true));
    }

    static PlayedMart onDuckDb(Path folder) throws Exception {
        Warehouse warehouse = new Warehouse("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), "", "");
        return new PlayedMart(warehouse, new Building(folder, folder, warehouse));
    }

    static PlayedMart onPostgres(Path folder, String url) throws Exception {
        Warehouse warehouse = new Warehouse(url, "postgres", "postgres");
        return new PlayedMart(warehouse, new Building(folder, folder, warehouse, url, "postgres", "postgres"));
    }

    Mart mart() {
        return building.mart();
    }

    private void fill() throws SQLException {
        List.of("a1", "a2", "a3", "a4").forEach(agent -> member("All Agents", agent));
        List.of("a1", "a2").forEach(agent -> member("UK Team", agent));
        member("FR Team", "a3");
        grade("t1", "a1", "r10", "8", "10", "2026-03-02", "g1", "grading", 1);
        grade("t2", "a1", "r100", "70", "100", "2026-03-03", "g1", "grading", 1);
        grade("t3", "a2", "r10", "5", "10", "2026-03-03", "g1", "grading", 1);
        grade("t3", "a2", "r10", "9", "10", "2026-03-05", "g1", "grading", 2);
        grade("t4", "a2", "r100", "N/A", "100", "2026-03-03", "g1", "grading", 1);
        grade("t5", "a3", "r10", "3", "0", "2026-03-04", "g2", "grading", 1);
        grade("t6", "a3", "r100", "95", "100", "2026-03-04", "g2", "grading", 1);
        grade("t7", "a3", "r10", "6", "10", "2026-03-10", "g2", "grading", 2);
        grade("t8", "a4", "r10", "7", "10", "2026-03-10", "g2", "grading", 2);
        grade("t9", "a1", "r10", "2", "10", "2026-03-03", "g2", "calibration_review", 1);
        section("t1", "a1", "Tone", "3", "5");
        section("t1", "a1", "Facts", "5", "5");
        execute(inserts);
    }

    void execute(List<String> statements) throws SQLException {
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void member(String team, String agent) {
        insert("groups", "group_name, group_id, agent_name, agent_email, agent_ids, available", team, team, "Agent " + agent, agent + "@example.com", agent, "True");
    }

    private void grade(String gradable, String agent, String rubric, String score, String max, String day, String grader, String type, int export) {
        insert(export, "total_scores", "gradable_id, agent_id, agent_name, agent_email, rubric_id, rubric_name, rubric_score, max_rubric_score, date_graded, date_reported_as, grader, grade_type",
            gradable, agent, name(agent), agent + "@example.com", rubric, gradable.equals("t8") ? "" : "Rubric " + rubric, score, max, day + " 09:00:00", day + " 09:00:00", grader, type);
    }

    private static String name(String agent) {
        return agent.equals("a4") ? FORMULA : agent.equals("a2") ? "Zoë, \"Zo\" Ünal" : "Agent " + agent;
    }

    private void section(String gradable, String agent, String section, String score, String max) {
        insert("section_scores", "gradable_id, agent_id, agent_name, agent_email, rubric_id, rubric_name, section_id, section_name, section_score, max_section_score, date_graded, "
            + "date_reported_as, grader, grade_type", gradable, agent, name(agent), agent + "@example.com", "r10", "Rubric r10", "id " + section, section, score, max,
            "2026-03-02 09:00:00", "2026-03-02 09:00:00", "g1", "grading");
    }

    private void insert(String table, String columns, String... values) {
        insert(1, table, columns, values);
    }

    private void insert(int export, String table, String columns, String... values) {
        String quoted = String.join(", ", List.of(values).stream().map(value -> "'" + value.replace("'", "''") + "'").toList());
        String day = export == 1 ? "2026-03-02" : "2026-03-10";
        inserts.add("insert into raw.maestroqa_" + table + " (" + columns + ", _run, _interval_start, _interval_end, _row, _load) values (" + quoted + ", '" + table + "/" + day + "', '"
            + day + "T00:00:00Z', '" + day + "T23:00:00Z', " + inserts.size() + ", " + (export * 10 + table.length()) + ")");
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
