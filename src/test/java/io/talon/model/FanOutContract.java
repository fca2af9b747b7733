package io.talon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grades 1 to 4 of agents a, a, b and c; agent a is in two teams at once, UK Team is listed for two countries. */
abstract class FanOutContract {
    private static final String PLAIN = "One row per grade_id is declared, but 2 grade_ids have several rows, e.g. grade_id=1 (2); grade_id=2 (2).";
    private Connection connection;

    abstract Connection connect() throws SQLException;

    /** A table function over the parts of a list that is text. */
    abstract String parts(String list);

    @BeforeEach
    void fill() throws SQLException {
        connection = connect();
        execute("drop schema if exists build cascade", "create schema build",
            "create table build.stg_grades as select * from (values (1, 'a', 10, 'x;y'), (2, 'a', 20, 'x'), (3, 'b', 30, 'z'), (4, 'c', 40, 'x')) as t(grade_id, agent_id, day, labels)",
            "create table build.int_teams as select * from (values ('a', 'UK Team', 1, 15), ('a', 'FR Team', 10, 99), ('b', 'FR Team', 1, 99)) as t(agent_id, group_name, valid_from, valid_to)",
            "create table build.team_countries as select * from (values ('UK Team', 'GB'), ('UK Team', 'UK'), ('FR Team', 'FR')) as t(group_name, country)",
            "create table build.days as select * from (values (10), (20), (30)) as t(day)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String explain(String sql, String... grain) throws SQLException {
        return FanOut.explain(connection, sql, List.of(grain)).orElseThrow();
    }

    private static final String IMPORTS = """
        with grades as (
            select * from build.stg_grades
        ),
        agent_teams as (
            select * from build.int_teams
        ),
        team_countries as (
            select * from build.team_countries
        ),
        """;

    private static String model(String last) {
        return IMPORTS + "final as (\n" + last + "\n)\nselect * from final\norder by 1";
    }

    @Test
    void should_say_nothing_while_the_grain_holds() throws SQLException {
        assertThat(FanOut.explain(connection, model("select grade_id from grades"), List.of("grade_id"))).isEqualTo(Optional.empty());
    }

    @Test
    void should_name_the_join_its_key_and_how_many_rows_it_brings() throws SQLException {
        execute("delete from build.int_teams where group_name = 'FR Team' and agent_id = 'a'");
        assertThat(explain(model("""
            select grades.grade_id, team_countries.country from grades
            left join agent_teams on agent_teams.agent_id = grades.agent_id
            left join team_countries on team_countries.group_name = agent_teams.group_name"""), "grade_id"))
            .isEqualTo(PLAIN + " The join to team_countries on team_countries.group_name = agent_teams.group_name brings 2 rows for group_name='UK Team'.");
    }

    @Test
    void should_name_the_first_of_several_joins_that_multiply() throws SQLException {
        assertThat(explain(model("""
            select grades.grade_id, team_countries.country from grades
            left join build.days on days.day = grades.day
            left join agent_teams on grades.agent_id = agent_teams.agent_id
            left join team_countries on team_countries.group_name = agent_teams.group_name"""), "grade_id"))
            .contains("grade_id=1 (3)", "The join to int_teams (agent_teams) on grades.agent_id = agent_teams.agent_id brings 2 rows for agent_id='a'.").doesNotContain("team_countries");
    }

    @Test
    void should_see_a_range_that_overlaps() throws SQLException {
        assertThat(explain(model("""
            select grades.grade_id, agent_teams.group_name from grades
            left join agent_teams on agent_teams.agent_id = grades.agent_id and grades.day >= agent_teams.valid_from and grades.day < agent_teams.valid_to"""), "grade_id"))
            .startsWith("One row per grade_id is declared, but 1 grade_id has several rows, e.g. grade_id=1 (2). The join to int_teams (agent_teams) on agent_teams.agent_id = ")
            .endsWith("grades.day < agent_teams.valid_to brings 2 rows for agent_id='a'.");
        assertThat(explain(model("select grade_id from grades join agent_teams on grades.day between valid_from and valid_to"), "grade_id"))
            .endsWith("BETWEEN valid_from AND valid_to brings 3 rows for one row.");
    }

    @Test
    void should_see_a_join_by_using_by_where_and_by_nothing() throws SQLException {
        assertThat(explain(model("select grades.grade_id, group_name from grades join agent_teams using (agent_id)"), "grade_id"))
            .endsWith("The join to int_teams (agent_teams) using (agent_id) brings 2 rows for agent_id='a'.");
        assertThat(explain(model("select grades.*, t.group_name from grades, agent_teams t where t.agent_id = grades.agent_id"), "grade_id"))
            .endsWith("The join to int_teams (t) where t.agent_id = grades.agent_id brings 2 rows for agent_id='a'.");
        assertThat(explain(model("select grade_id from grades cross join build.days"), "grade_id")).endsWith("The cross join to days brings 3 rows for one row.");
    }

    @Test
    void should_see_a_list_that_is_flattened() throws SQLException {
        assertThat(explain(model("select grades.grade_id, labels.label from grades left join lateral " + parts("grades.labels") + " as labels(label) on true"), "grade_id"))
            .contains("grade_id=1 (2). The join to ").endsWith(" on true brings 2 rows for one row.");
    }

    @Test
    void should_not_blame_a_join_whose_rows_are_in_the_grain() throws SQLException {
        assertThat(explain(model("""
            select grades.grade_id, labels.label, agent_teams.group_name from grades
            cross join lateral %s as labels(label)
            left join agent_teams on agent_teams.agent_id = grades.agent_id""".formatted(parts("grades.labels"))), "grade_id", "label"))
            .startsWith("One row per grade_id and label is declared, but 3 combinations have several rows, e.g. grade_id=1, label='x' (2); grade_id=1, label='y' (2); ")
            .contains("The join to int_teams (agent_teams)");
    }

    @Test
    void should_find_the_join_in_an_earlier_step_under_another_name() throws SQLException {
        assertThat(explain(IMPORTS + """
            teamed as (select grades.grade_id as id, agent_teams.group_name as team from grades join agent_teams on agent_teams.agent_id = grades.agent_id),
            renamed as (select cast(team as varchar) as team, id as number_of_grade from teamed)
            select r.number_of_grade as grade_id, days.day from (select * from renamed) as r left join build.days on days.day = r.number_of_grade""", "grade_id"))
            .isEqualTo(PLAIN + " The join to int_teams (agent_teams) on agent_teams.agent_id = grades.agent_id brings 2 rows for agent_id='a'.");
    }

    @Test
    void should_say_where_the_rows_were_already_doubled() throws SQLException {
        execute("insert into build.stg_grades select * from build.stg_grades where grade_id < 3");
        String joined = "select grades.* from grades left join build.days on days.day = grades.day";
        assertThat(explain(model(joined), "grade_id")).isEqualTo(PLAIN + " The rows were already doubled in stg_grades.");
        assertThat(explain(model(joined + " where grades.day < 40"), "grade_id")).isEqualTo(PLAIN + " The rows were already doubled in stg_grades (grades) where grades.day < 40.");
        assertThat(explain(model("select agent_teams.agent_id, day from agent_teams left join build.days on day = valid_from + 9"), "agent_id")).endsWith("already doubled in int_teams.");
        assertThat(explain(model("select t.group_name from grades join agent_teams t on t.agent_id = grades.agent_id and t.group_name = 'UK Team'"), "group_name"))
            .endsWith("stg_grades (grades) has several rows for one group_name.");
    }

    @Test
    void should_tell_a_union_whose_parts_overlap_from_one_with_a_doubled_part() throws SQLException {
        String some = "select grade_id, day from grades where grade_id < 3";
        assertThat(explain(model("select grade_id, day from grades union all " + some), "grade_id"))
            .isEqualTo(PLAIN + " It is a union of 2 selects, and more than one of them brings the same grade_id.");
        assertThat(explain(model("select 9 as grade_id, 1 as day union all (select g.grade_id as id, g.day from grades g join agent_teams t on t.agent_id = g.agent_id)"), "grade_id"))
            .isEqualTo(PLAIN + " The join to int_teams (t) on t.agent_id = g.agent_id brings 2 rows for agent_id='a'.");
    }

    @Test
    void should_say_that_it_is_grouped_by_more_than_the_grain() throws SQLException {
        assertThat(explain(model("select agent_id, group_name, count(*) as n from agent_teams group by agent_id, group_name"), "agent_id"))
            .isEqualTo("One row per agent_id is declared, but 1 agent_id has several rows, e.g. agent_id='a' (2). They are grouped by agent_id, group_name, which is more than agent_id.");
    }

    @Test
    void should_not_take_a_row_without_a_partner_for_several() throws SQLException {
        execute("insert into build.stg_grades values (null, 'd', 0, ''), (null, 'e', 0, '')");
        assertThat(explain(model("select grades.grade_id from build.days full join grades on grades.day = days.day"), "grade_id"))
            .isEqualTo("One row per grade_id is declared, but 1 grade_id has several rows, e.g. grade_id=null (2).");
    }

    @Test
    void should_give_the_plain_message_for_what_it_cannot_read() throws SQLException {
        assertThat(explain("with sample as (select * from build.stg_grades) select grade_id, day from sample union all select grade_id, day from sample where grade_id < 3", "grade_id"))
            .isEqualTo(PLAIN);
        assertThat(explain("values (1), (1), (2), (2)", firstColumnOfValues())).startsWith("One row per " + firstColumnOfValues()).endsWith("(2).");
    }

    abstract String firstColumnOfValues();
}
