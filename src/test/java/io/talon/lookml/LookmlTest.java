package io.talon.lookml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.Packaged;
import io.talon.semantic.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookmlTest {
    /** What has to be whole: SQL up to its end, a text in quotes, a bracket. */
    private static final Pattern TOKEN = Pattern.compile("sql\\w*:(?:(?!;;|\\n).)*;;|\"(?:[^\"\\\\\\n]|\\\\.)*\"|[{}\\[\\]]|\"|;;|sql\\w*:");
    private static final Pattern FIELD = Pattern.compile("(?:dimension|measure): (\\w+)|dimension_group: (\\w+) \\{\\s+type: time\\s+timeframes: \\[([^]]*)]");
    @TempDir
    private static Path folder;
    private static List<Path> files;

    @BeforeAll
    static void write() throws IOException {
        Path project = Packaged.folder("warehouse");
        files = Lookml.write(Definitions.read(project), project, folder);
    }

    private static String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** What keeps a text from being LookML; empty if nothing does. */
    private static String flaw(String text) {
        Deque<String> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String found = token.group();
            if (found.equals("\"") || found.equals(";;") || found.matches("sql\\w*:")) {
                return "not whole: " + found;
            } else if (found.equals("{") || found.equals("[")) {
                open.push(found);
            } else if (found.equals("}") || found.equals("]")) {
                if (open.isEmpty() || !open.pop().equals(found.equals("}") ? "{" : "[")) {
                    return "too many " + found;
                }
            }
        }
        return open.isEmpty() ? "" : "not closed: " + open.peek();
    }

    @Test
    void should_be_well_formed() throws IOException {
        assertThat(files).hasSizeGreaterThan(6);
        for (Path file : files) {
            if (file.toString().endsWith(".lkml")) {
                assertThat(flaw(Files.readString(file))).as("%s", file).isEmpty();
            }
        }
        String view = text("views/qa_scores.view.lkml");
        assertThat(flaw(view.substring(0, view.length() / 2))).isNotEmpty();
        assertThat(flaw(view.replaceFirst("\\{", ""))).isNotEmpty();
        assertThat(flaw(view.replaceFirst(" ;;", ""))).isNotEmpty();
    }

    @Test
    void should_define_every_field_that_a_tile_shows() throws IOException {
        Set<String> fields = new HashSet<>();
        for (Path view : Packaged.files(folder.resolve("views"))) {
            Matcher field = FIELD.matcher(Files.readString(view));
            String name = view.getFileName().toString().replace(".view.lkml", ".");
            while (field.find()) {
                if (field.group(1) != null) {
                    fields.add(name + field.group(1));
                } else {
                    List.of(field.group(3).split(", ")).forEach(grain -> fields.add(name + field.group(2) + "_" + grain));
                }
            }
        }
        for (Path dashboard : Packaged.files(folder.resolve("dashboards"))) {
            JsonNode yaml = new YAMLMapper().readTree(dashboard.toFile()).get(0);
            assertThat(yaml.path("elements")).isNotEmpty().allSatisfy(element -> {
                assertThat(element.path("model").asText()).isEqualTo(element.has("explore") ? "talon" : "");
                element.path("fields").forEach(field -> assertThat(fields).contains(field.asText()));
                element.path("filters").fieldNames().forEachRemaining(field -> assertThat(fields).contains(field));
                element.path("listen").forEach(field -> assertThat(fields).contains(field.asText()));
            });
        }
    }

    @Test
    void should_reckon_as_the_definitions_say() throws IOException {
        assertThat(text("views/qa_scores.view.lkml").replaceAll("\\s+", " "))
            .contains("measure: pass_rate { type: number", "sql: 100 * (1.0 * ${passed} / NULLIF(${scored_grades}, 0)) ;; value_format: \"0.0\\\"%\\\"\"",
                "sql: CASE WHEN (${TABLE}.score_percent >= 80) THEN 1 ELSE 0 END ;;", "dimension_group: date_reported_as { type: time timeframes: [date, week, month, quarter] convert_tz: no datatype: date");
        assertThat(text("talon.model.lkml")).contains("filters: [qa_scores.grade_type: \"grading\"]");
    }

    @ParameterizedTest
    @CsvSource({"last 1 complete weeks,1 weeks ago for 1 weeks", "last complete week,1 weeks ago for 1 weeks", "last 30 days,30 days", "2026-10-01 to 2026-10-31,2026-10-01 to 2026-11-01", "UK Team,UK Team"})
    void should_say_conditions_as_looker_does(String ours, String lookers) {
        assertThat(LookerCondition.of(ours)).isEqualTo(lookers);
    }
}
