package io.talon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.TalonException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The project: maestroqa.scores and maestroqa.groups -> stg_scores, stg_groups -> teams -> wide (also from stg_scores and countries) -> team_scores. */
class SelectionTest {
    private static final List<Selectable> NODES = List.of(
        source("scores"), source("groups"),
        model("stg_scores", "models/staging/stg_scores.sql", "incremental", Set.of("daily"), "source.talon.maestroqa.scores"),
        model("stg_groups", "models/staging/stg_groups.sql", "view", Set.of("daily", "people"), "source.talon.maestroqa.groups"),
        model("teams", "models/intermediate/teams.sql", "view", Set.of("people"), "model.talon.stg_groups"),
        node("seed", "countries", "seeds/countries.csv", "seed", null, Set.of()),
        model("wide", "models/marts/wide.sql", "incremental", Set.of("daily"), "model.talon.stg_scores", "model.talon.teams", "seed.talon.countries"),
        model("team_scores", "models/marts/people/team_scores.sql", "table", Set.of(), "model.talon.wide"),
        test("unique_wide", "models/marts/marts.yml", "generic", "model.talon.wide"),
        test("wide_to_scores", "models/marts/marts.yml", "generic", "model.talon.wide", "model.talon.stg_scores"),
        test("teams_sum_up", "tests/teams_sum_up.sql", "singular", "model.talon.team_scores", "model.talon.wide"));

    private static Selectable source(String table) {
        return new Selectable("source.talon.maestroqa." + table, "source", table, "models/staging/sources.yml", Set.of(), null, "maestroqa", null, Set.of());
    }

    private static Selectable model(String name, String path, String materialized, Set<String> tags, String... dependsOn) {
        return new Selectable("model.talon." + name, "model", name, path, tags, materialized, null, null, Set.of(dependsOn));
    }

    private static Selectable test(String name, String path, String type, String... dependsOn) {
        return node("test", name, path, "test", type, Set.of(dependsOn));
    }

    private static Selectable node(String type, String name, String path, String materialized, String testType, Set<String> dependsOn) {
        return new Selectable(type + ".talon." + name, type, name, path, Set.of(), materialized, null, testType, dependsOn);
    }

    private static Selection select(String select, String exclude) {
        return Selection.of(NODES, Stream.ofNullable(select).toList(), Stream.ofNullable(exclude).toList());
    }

    /** Names in the order of the project, tests left out. */
    private static String built(String select, String exclude) {
        return names(select(select, exclude), false);
    }

    private static String tests(String select, String exclude) {
        return names(select(select, exclude), true);
    }

    private static String names(Selection selection, boolean tests) {
        return String.join(" ", NODES.stream().filter(node -> node.is("test") == tests && selection.ids().contains(node.id())).map(Selectable::name).toList());
    }

    @Test
    void should_select_everything_when_nothing_is_asked_for() {
        assertThat(select(null, null).ids()).hasSameSizeAs(NODES);
        assertThat(built(null, "wide+")).isEqualTo("scores groups stg_scores stg_groups teams countries");
    }

    @ParameterizedTest
    @CsvSource({
        "wide, wide", "fqn:wide, wide", "marts.wide, wide", "talon.marts.wide, wide", "people.team_scores, ''",
        "marts, wide team_scores", "marts.people, team_scores", "talon.staging, stg_scores stg_groups", "talon, stg_scores stg_groups teams countries wide team_scores",
        "stg_*, stg_scores stg_groups", "*team*, teams team_scores", "*.staging.*, stg_scores stg_groups", "team?, teams", "wid, ''", "scores, ''"})
    void should_select_by_name_or_folders_and_name(String selector, String expected) {
        assertThat(built(selector, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "tag:daily, stg_scores stg_groups wide", "tag:peo*, stg_groups teams", "config.materialized:incremental, stg_scores wide", "config.materialized:seed, countries",
        "source:maestroqa, scores groups", "source:maestroqa.groups, groups", "source:maestroqa.groups+, groups stg_groups teams wide team_scores",
        "resource_type:seed, countries", "resource_type:source, scores groups", "resource_type:model, stg_scores stg_groups teams wide team_scores"})
    void should_select_by_method(String selector, String expected) {
        assertThat(built(selector, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "models/marts, wide team_scores", "path:models/marts/, wide team_scores", "./models/marts/people, team_scores", "path:models/marts/wide.sql, wide", "path:seeds, countries",
        "models/marts/*.sql, wide", "models/marts/**/*.sql, wide team_scores", "models/**/*.sql, stg_scores stg_groups teams wide team_scores", "models/mar, ''", "models/staging/sources.yml, scores groups"})
    void should_select_by_path(String selector, String expected) {
        assertThat(built(selector, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "+teams, groups stg_groups teams", "1+teams, stg_groups teams", "teams+, teams wide team_scores", "teams+1, teams wide", "0+teams, teams",
        "2+wide, scores stg_scores stg_groups teams countries wide", "1+wide+1, stg_scores teams countries wide team_scores", "+teams+, groups stg_groups teams wide team_scores",
        "@teams, scores groups stg_scores stg_groups teams countries wide team_scores", "@countries, scores groups stg_scores stg_groups teams countries wide team_scores",
        "+tag:people, groups stg_groups teams", "+models/intermediate, groups stg_groups teams"})
    void should_follow_the_lineage(String selector, String expected) {
        assertThat(built(selector, null)).isEqualTo(expected);
    }

    @Test
    void should_unite_words_and_intersect_what_commas_join() {
        assertThat(built("teams countries", null)).isEqualTo("teams countries");
        assertThat(names(Selection.of(NODES, List.of("teams", " wide  countries"), List.of()), false)).isEqualTo("teams countries wide");
        assertThat(built("tag:daily,staging", null)).isEqualTo("stg_scores stg_groups");
        assertThat(built("tag:daily,staging,tag:people team_scores", null)).isEqualTo("stg_groups team_scores");
        assertThat(built("+wide,teams+", null)).isEqualTo("teams wide");
    }

    @Test
    void should_take_away_what_is_excluded_with_its_tests() {
        assertThat(built("marts staging", "tag:people,staging")).isEqualTo("stg_scores wide team_scores");
        assertThat(built("+wide", "tag:people source:*")).isEqualTo("stg_scores countries wide");
        assertThat(tests("stg_scores wide team_scores", "team_scores")).isEqualTo("unique_wide wide_to_scores");
        assertThat(tests("wide", "test_type:singular")).isEqualTo("unique_wide wide_to_scores");
    }

    @ParameterizedTest
    @CsvSource({
        "stg_scores, wide_to_scores", "wide, unique_wide wide_to_scores teams_sum_up", "team_scores, teams_sum_up", "countries, ''", "teams+1, unique_wide wide_to_scores teams_sum_up",
        "'wide,test_type:generic', unique_wide wide_to_scores", "test_type:singular, teams_sum_up", "unique_wide, unique_wide", "resource_type:test, unique_wide wide_to_scores teams_sum_up"})
    void should_select_a_test_with_any_of_its_parents(String selector, String expected) {
        assertThat(tests(selector, null)).isEqualTo(expected);
    }

    @Test
    void should_say_which_selectors_match_nothing() {
        assertThat(select("wide tag:dayly", "nobody").warnings()).containsExactly(
            "The selector 'tag:dayly' matches nothing in this project: did you mean tag:daily?", "The selector 'nobody' matches nothing in this project.");
        assertThat(select("tag:daily,countries", null).warnings()).containsExactly("The selector 'tag:daily,countries' matches nothing in this project.");
        assertThat(select("wide", "marts").warnings()).singleElement().asString().startsWith("Nothing is left");
        assertThat(select("wide", "teams").warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state:modified", "config.schema:x", "tags:daily"})
    void should_refuse_an_unknown_method_and_list_those_that_are(String selector) {
        assertThatThrownBy(() -> select(selector, null)).isInstanceOfSatisfying(TalonException.class, e -> {
            assertThat(e).hasMessageContaining("'" + selector.substring(0, selector.indexOf(':') + 1) + "'");
            assertThat(e.remedy()).contains("tag:, path:, source:, resource_type:, config.materialized:, test_type:");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "resource_type:table, 'model, seed, snapshot, source, test'", "test_type:unit, 'generic, singular'", "@wide+, Leave the + out", "+, Write a name", "tag:, Write a name",
        "'wide,', Write a name", "99999999999+wide, Write + without a number"})
    void should_refuse_what_has_no_meaning_and_say_what_has(String selector, String remedy) {
        assertThatThrownBy(() -> select(selector, null)).isInstanceOfSatisfying(TalonException.class, e -> assertThat(e.remedy()).contains(remedy));
    }
}
