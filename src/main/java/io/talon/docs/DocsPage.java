package io.talon.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The documentation of a project as one HTML page that needs nothing else: no network, no server, no further file. */
public final class DocsPage {
    private static final ObjectMapper JSON = new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_EMPTY);
    private static final List<String> SCRIPTS = List.of("data.js", "sections.js", "lineage.js", "search.js");
    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

    private DocsPage() {
    }

    /**
     * @param manifest   dbt's manifest.json, version 12
     * @param runResults dbt's run_results.json, version 6
     * @param freshness  dbt's sources.json, version 3; an empty object if it was not measured
     * @param rowCounts  by relation, as {@code build.wide_maestroqa}
     */
    public static String html(JsonNode manifest, JsonNode runResults, JsonNode freshness, Map<String, Long> rowCounts) {
        String style = resource("page.css");
        String script = SCRIPTS.stream().map(DocsPage::resource).collect(Collectors.joining());
        String data = data(new Artefacts(manifest, runResults, freshness, rowCounts).project());
        Map<String, String> parts = Map.of("style", style, "script", script, "data", data, "styleHash", hash(style), "scriptHash", hash(script));
        return SLOT.matcher(resource("page.html")).replaceAll(slot -> Matcher.quoteReplacement(parts.get(slot.group(1))));
    }

    /** Within a string of JSON no character needs to be written as itself, and without this one no text can end its element. */
    private static String data(DocumentedProject project) {
        try {
            return JSON.writeValueAsString(project).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the page's policy names: nothing but this very text is run. */
    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }

    private static String resource(String name) {
        try (InputStream resource = DocsPage.class.getResourceAsStream("/docs/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
