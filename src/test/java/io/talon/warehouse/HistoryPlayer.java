package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.model.Node;
import io.talon.transform.Building;
import io.talon.transform.Order;
import io.talon.transform.ProjectRun;
import io.talon.transform.Result;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads what a history brings, builds after each arrival, and compares what is published with the reference. */
final class HistoryPlayer {
    private static final Order ANEW = new Order(List.of(), List.of(), true);
    private static final String REVISIONS = """
        select gradable_id, agent_id, rubric_id, grader, version, old_score, new_score, cast(revised_at as date), cast(old_interval_end as date), cast(new_interval_end as date)
        from maestroqa_revisions inner join wide_maestroqa on wide_maestroqa.grade_id = maestroqa_revisions.grade_id""";
    private final RawLoads raw;
    private final Building building;
    private final Map<String, Export> living = new LinkedHashMap<>();

    HistoryPlayer(RawLoads raw, Building building) {
        this.raw = raw;
        this.building = building;
    }

    void play(List<List<Export>> history) throws Exception {
        raw.prepare();
        for (List<Export> arrival : history) {
            Reference before = new Reference(living.values());
            for (Export export : arrival) {
                raw.load(export);
                living.put(export.run(), export);
            }
            Reference now = new Reference(living.values());
            build(isLess(before.grades(), now.grades()) || isLess(before.sectionGrades(), now.sectionGrades()));
            compare(now);
        }
        assertThat(errors(building.build(ANEW))).isEmpty();
        compare(new Reference(living.values()));
    }

    private static boolean isLess(Set<String> before, Set<String> now) {
        return !now.containsAll(before);
    }

    /** @param isGone whether no export has some grade any more, which an incremental build cannot set right but must tell */
    private void build(boolean isGone) throws Exception {
        ProjectRun run = building.build();
        if (isGone) {
            assertThat(errors(run)).contains("no_gone_grade_is_in_the_mart");
            run = building.build(ANEW);
        }
        assertThat(errors(run)).isEmpty();
    }

    private static Collection<String> errors(ProjectRun run) {
        return new HashSet<>(run.results().stream().filter(Result::isError).map(Result::node).map(Node::name).toList());
    }

    private void compare(Reference reference) throws Exception {
        compare("select gradable_id, agent_id, rubric_id, grader, agent, group_name, country, graded_dt, rubric_score, max_rubric_score, score_percent from wide_maestroqa", reference.wide());
        compare("select gradable_id, agent_id, rubric_id, grader, section_id, agent, group_name, graded_dt, score_percent from maestroqa_sections", reference.sections());
        compare("select group_name, country, grades, scored_grades, average_score, average_percent, overall_percent from maestroqa_team_scores", reference.teamScores());
        compare("select agent, week, group_name, is_covered, grades, scored_grades, average_percent, overall_percent from maestroqa_agent_weeks", reference.agentWeeks());
        compare("select grader, rubric_id, week, grades, average_percent, overall_percent, others_average_percent, deviation, spread from maestroqa_graders", reference.graders());
        compare("select agent, group_name, valid_from, valid_to from maestroqa_team_history", reference.teamHistory());
        compare(REVISIONS, reference.revisions());
    }

    private void compare(String sql, List<List<Object>> expected) throws Exception {
        try (Connection connection = building.mart().open()) {
            List<String> rows = RawLoads.rows(connection, sql).stream().map(row -> Reference.row(row.toArray()).toString()).sorted().toList();
            assertThat(rows).as(sql).isEqualTo(expected.stream().map(List::toString).sorted().toList());
        }
    }
}
