package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file in routes/ keeps to. */
class RoutesTest {

    static Stream<Path> files() throws IOException {
        return Files.list(Path.of("routes"));
    }

    private static List<JsonNode> routes(Path file) throws IOException {
        List<JsonNode> routes = new ArrayList<>();
        new YAMLMapper().readTree(file.toFile()).forEach(entry -> {
            if (entry.has("route")) {
                routes.add(entry.get("route"));
            }
        });
        return routes;
    }

    @ParameterizedTest
    @MethodSource("files")
    void should_name_describe_and_protect_every_route(Path file) throws IOException {
        assertThat(routes(file)).isNotEmpty().allSatisfy(route -> {
            assertThat(route.path("id").asText()).matches("[a-z]+(-[a-z]+)+");
            assertThat(route.path("description").asText()).as("description of %s", route.path("id")).isNotBlank();
            assertThat(route.path("routeConfigurationId").asText()).as("failure policy of %s", route.path("id")).isEqualTo("failures");
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void should_give_every_step_an_id_of_its_own(Path file) throws IOException {
        for (JsonNode route : routes(file)) {
            assertThat(steps(route)).isNotEmpty().allSatisfy(step -> assertThat(step.elements().next().path("id").asText()).as("id of a step of %s: %s", route.path("id"), step).isNotBlank());
        }
    }

    /** Those within others too. */
    private static List<JsonNode> steps(JsonNode within) {
        List<JsonNode> steps = new ArrayList<>();
        within.fields().forEachRemaining(field -> {
            if (field.getKey().equals("steps")) {
                field.getValue().forEach(steps::add);
            }
        });
        within.forEach(part -> steps.addAll(steps(part)));
        return steps;
    }

    @ParameterizedTest
    @MethodSource("files")
    void should_open_in_kaoto_and_hold_no_scripts(Path file) throws IOException {
        assertThat(file.getFileName().toString()).endsWith(".camel.yaml");
        assertThat(Files.readString(file)).doesNotContain("routeTemplate", "templatedRoute", "groovy", "script:", "joor", "jslt");
    }

    @ParameterizedTest
    @MethodSource("files")
    void should_keep_routes_short(Path file) throws IOException {
        assertThat(routes(file)).allSatisfy(route -> assertThat(steps(route)).as("steps of %s", route.path("id")).hasSizeLessThanOrEqualTo(12));
    }

    @Test
    void should_hold_one_failure_policy() throws IOException {
        JsonNode policy = new YAMLMapper().readTree(Path.of("routes/failures.camel.yaml").toFile()).get(0).path("routeConfiguration");
        assertThat(policy.path("id").asText()).isEqualTo("failures");
        assertThat(policy.at("/errorHandler/deadLetterChannel/deadLetterUri").asText()).isEqualTo("direct:dead-letter");
    }
}
