package io.talon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DocsPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Long> ROWS = Map.of("build.wide_maestroqa", 10_001_000L, "raw.maestroqa_total_scores", 10_120_000L, "build.team_countries", 4L);

    private static JsonNode artefact(String name) throws IOException {
        return JSON.readTree(DocsPageTest.class.getResource("/artefacts/" + name));
    }

    private static String page(JsonNode manifest) throws IOException {
        return DocsPage.html(manifest, artefact("run_results.json"), artefact("sources.json"), ROWS);
    }

    private static String page() throws IOException {
        return page(artefact("manifest.json"));
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertThat(data.find()).isTrue();
        return JSON.readTree(data.group(1));
    }

    private static JsonNode find(String list, String field, String value) throws IOException {
        return StreamSupport.stream(data(page()).path(list).spliterator(), false).filter(one -> one.path(field).asText().equals(value)).findFirst().orElseThrow();
    }

    @Test
    void should_show_a_model_with_all_that_is_known_of_it() throws IOException {
        JsonNode wide = find("nodes", "name", "wide_maestroqa");
        assertThat(wide.path("grain").toString()).isEqualTo("[\"grade_id\"]");
        assertThat(wide.path("rows").asLong()).isEqualTo(10_001_000);
        assertThat(wide.path("materialized").asText()).isEqualTo("incremental");
        assertThat(wide.path("relation").asText()).isEqualTo("build.wide_maestroqa");
        assertThat(wide.path("parents").toString()).contains("model.talon.stg_maestroqa_total_scores", "seed.talon.team_countries").doesNotContain("test.");
        assertThat(wide.path("columns").get(5).toString()).isEqualTo("{\"name\":\"graded_dt\",\"type\":\"date\",\"description\":\"Date of date_graded, UTC\"}");
        assertThat(wide.path("raw").asText()).contains("{{ ref('team_countries') }}");
        assertThat(wide.path("compiled").asText()).contains("build.team_countries").doesNotContain("{{");
        assertThat(wide.path("outcome").path("finishedAt").asText()).startsWith("2026-11-24T02:00:");
    }

    @Test
    void should_show_each_test_where_it_belongs_with_its_last_result() throws IOException {
        JsonNode values = find("tests", "label", "accepted_values GB, FR, RU, All, Unknown");
        assertThat(values.path("on").toString()).isEqualTo("[\"model.talon.wide_maestroqa\"]");
        assertThat(values.path("column").asText()).isEqualTo("country");
        assertThat(values.path("outcome").path("status").asText()).isEqualTo("fail");
        assertThat(values.path("outcome").path("failures").asLong()).isEqualTo(2);
        assertThat(find("tests", "label", "relationships to stg_maestroqa_total_scores.grade_id").path("on")).hasSize(1);
        assertThat(find("tests", "label", "every_grade_is_in_the_mart_once").path("on")).hasSize(2);
        assertThat(StreamSupport.stream(data(page()).path("tests").spliterator(), false).filter(test -> test.path("warnsOnly").asBoolean())).hasSize(1);
    }

    @Test
    void should_show_how_fresh_a_source_is() throws IOException {
        assertThat(find("nodes", "name", "maestroqa.groups").path("freshness").toString())
            .isEqualTo("{\"status\":\"warn\",\"loadedAt\":\"2026-11-22T00:00:00Z\",\"ageSeconds\":180001,\"warnAfter\":\"36 hours\",\"errorAfter\":\"3 days\"}");
        assertThat(find("nodes", "name", "maestroqa.total_scores").path("rows").asLong()).isEqualTo(10_120_000);
        assertThat(find("nodes", "name", "maestroqa.csat").path("freshness").has("status")).isFalse();
    }

    @Test
    void should_let_no_text_end_its_place_in_the_page() throws IOException {
        ObjectNode manifest = artefact("manifest.json").deepCopy();
        String hostile = "</script><script>alert(1)</script><!-- {{data}} $1 \u2028 & \"quoted\"";
        ((ObjectNode) manifest.path("nodes").path("model.talon.wide_maestroqa")).put("description", hostile);
        String page = page(manifest);
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(data(page).path("nodes").findValuesAsText("description")).contains(hostile);
    }

    @Test
    void should_need_nothing_from_anywhere_and_run_nothing_but_its_own_script() throws Exception {
        String page = DocsPage.html(JSON.createObjectNode(), JSON.createObjectNode(), JSON.createObjectNode(), Map.of());
        assertThat(page).doesNotContain("src=").doesNotContain("@import").doesNotContain("innerHTML").doesNotContain("{{style}}").contains("default-src 'none'");
        String script = page.substring(page.lastIndexOf("<script>") + "<script>".length(), page.lastIndexOf("</script>"));
        assertThat(page).contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes("UTF-8"))) + "'");
    }

    @Test
    void should_show_a_project_that_was_never_run() throws IOException {
        ObjectNode nothing = JSON.createObjectNode();
        JsonNode data = data(DocsPage.html(artefact("manifest.json"), nothing, nothing, Map.of()));
        assertThat(data.path("nodes")).hasSize(20);
        assertThat(data.findValues("outcome")).isEmpty();
        assertThat(data(DocsPage.html(nothing, nothing, nothing, Map.of())).path("nodes")).isEmpty();
    }
}
