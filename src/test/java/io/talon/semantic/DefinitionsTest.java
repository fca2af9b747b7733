package io.talon.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.Packaged;
import io.talon.model.ProjectError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
    private static final String SOUND = """
        models:
          - name: scores
            semantic_model: {enabled: true, name: qa}
            agg_time_dimension: day
            columns:
              - {name: id, entity: {type: primary, name: grade}}
              - {name: day, granularity: day, dimension: {type: time}}
              - {name: team, dimension: {type: categorical}}
              - {name: score}
              - {name: _stamp}
            metrics:
              - {name: grades, type: simple, agg: count, expr: id}
              - {name: uk, type: simple, agg: average, expr: score, filter: "{{ Dimension('grade__team') }} = 'UK'"}
              - {name: share, type: ratio, numerator: uk, denominator: grades, config: {meta: {scale: 100, unit: "%"}}}
              - {name: gap, type: derived, expr: 1 - uk / grades, input_metrics: [{name: uk}, {name: grades}]}
        """;
    @TempDir
    private Path folder;

    private Definitions read(String yaml) throws IOException {
        Files.writeString(folder.resolve("dbt_project.yml"), "name: test\n");
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/scores.yml"), yaml);
        return Definitions.read(folder);
    }

    @Test
    void should_read_what_is_packaged() {
        Definitions packaged = Definitions.read(Packaged.folder("warehouse"));
        assertThat(packaged.explores()).extracting(Explore::name).containsExactly("qa_scores", "qa_sections", "qa_agent_weeks", "qa_graders");
        assertThat(packaged.explores()).flatExtracting(Explore::shownMetrics).allSatisfy(metric -> {
            assertThat(metric.label()).isNotEqualTo(metric.name());
            assertThat(metric.description()).isNotBlank();
        });
    }

    @Test
    void should_make_one_expression_of_each_metric() throws IOException {
        Explore explore = read(SOUND).explore("qa").orElseThrow();
        assertThat(explore.metrics().get("uk").sql()).isEqualTo("AVG(CASE WHEN t.\"team\" = 'UK' THEN t.\"score\" END)");
        assertThat(explore.metrics().get("share").scaledSql())
            .isEqualTo("100 * (CAST(AVG(CASE WHEN t.\"team\" = 'UK' THEN t.\"score\" END) AS DOUBLE PRECISION) / NULLIF(COUNT(t.\"id\"), 0))");
        assertThat(explore.metrics().get("gap").sql()).contains("/ NULLIF(CAST(COUNT(t.\"id\") AS DOUBLE PRECISION), 0)");
    }

    @Test
    void should_read_a_day_by_its_grains_and_no_finer() throws IOException {
        Explore explore = read(SOUND.replace("granularity: day", "granularity: week")).explore("qa").orElseThrow();
        assertThat(explore.part("day")).hasValueSatisfying(part -> assertThat(part.grain()).isEqualTo(Grain.WEEK));
        assertThat(explore.part("day__month")).hasValueSatisfying(part -> assertThat(part.grain()).isEqualTo(Grain.MONTH));
        assertThat(explore.part("day__day")).isEmpty();
        assertThat(explore.part("team__week")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        expr: score,                        | exprs: score,                              | exprs                       | simple metric uk
        expr: score,                        | expr: skore,                               | 'skore'                     | metric 'uk'
        expr: score,                        | expr: _stamp,                              | '_stamp'                    | metric 'uk'
        expr: score,                        | expr: "score +",                           | cannot be read              | metric 'uk'
        expr: score,                        | expr: "(select 1)",                        | a select                    | metric 'uk'
        expr: score,                        | expr: other.score,                         | names a table               | metric 'uk'
        agg: average                        | agg: avg                                   | 'avg'                       | metric 'uk'
        numerator: uk                       | numerator: share                           | share → share               | metric 'share'
        numerator: uk                       | numerator: nobody                          | 'nobody'                    | metric 'share'
        type: ratio                         | type: cumulative                           | 'cumulative'                | metric 'share'
        type: ratio                         | type: conversion                           | 'conversion'                | metric 'share'
        Dimension('grade__team')            | Dimension('grade__city')                   | grade__city                 | metric 'uk'
        {{ Dimension('grade__team') }}      | {{ Metric('grades') }}                     | a template                  | metric 'uk'
        input_metrics: [{name: uk},         | input_metrics: [                           | input_metrics               | metric 'gap'
        scale: 100                          | scales: 100                                | 'scales'                    | metric share
        agg_time_dimension: day             | agg_time_dimension: team                   | no dimension of type time   | agg_time_dimension of scores
        type: categorical                   | type: category                             | 'category'                  | column team
        granularity: day                    | granularity: hour                          | 'hour'                      | column day
        {name: score}                       | {name: score, dimension: {type: categorical, name: gap}} | a dimension and a metric | 'gap'
        name: grades, type                  | name: uk, type                             | twice                       | metric 'uk'
        """)
    void should_refuse_what_it_does_not_understand_with_file_item_and_reason(String sound, String broken, String reason, String item) {
        assertThat(SOUND).contains(sound);
        assertThatThrownBy(() -> read(SOUND.replace(sound, broken))).isInstanceOf(ProjectError.class).hasMessageContainingAll("warehouse/models/scores.yml:", reason, item)
            .satisfies(e -> assertThat(((ProjectError) e).remedy()).isNotBlank());
    }
}
