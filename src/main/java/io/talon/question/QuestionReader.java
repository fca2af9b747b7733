package io.talon.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a question from JSON. */
public final class QuestionReader {
    private static final Set<String> KEYS = Set.of("explore", "fields", "pivots", "filters", "sorts", "limit", "totals");
    private static final String EXAMPLE = "Send for example {\"explore\": \"qa_scores\", \"fields\": [\"team\", \"grades\"], "
        + "\"filters\": {\"team\": \"UK Team\"}, \"limit\": 500}.";

    private QuestionReader() {
    }

    /** @throws QuestionError if it has another form than that of a question */
    public static Question read(JsonNode json) {
        if (json == null || !json.isObject()) {
            throw new QuestionError("The body must be a JSON object.", EXAMPLE);
        }
        json.fieldNames().forEachRemaining(key -> expect(KEYS.contains(key), "A question has no '" + key + "'."));
        expect(json.path("explore").isTextual(), "'explore' must be a text.");
        expect(isMissing(json.path("limit")) || json.path("limit").isIntegralNumber() && json.path("limit").canConvertToInt(), "'limit' must be a whole number.");
        expect(isMissing(json.path("totals")) || json.path("totals").isBoolean(), "'totals' must be true or false.");
        return new Question(json.path("explore").asText(), texts(json, "fields"), texts(json, "pivots"), filters(json.path("filters")), texts(json, "sorts"),
            json.path("limit").asInt(Question.LIMIT), json.path("totals").asBoolean());
    }

    private static List<String> texts(JsonNode json, String key) {
        JsonNode list = json.path(key);
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.textValue()));
        expect(isMissing(list) || list.isArray() && !texts.contains(null), "'" + key + "' must be a list of texts.");
        return texts;
    }

    private static Map<String, String> filters(JsonNode json) {
        Map<String, String> filters = new LinkedHashMap<>();
        json.properties().forEach(filter -> filters.put(filter.getKey(), filter.getValue().textValue()));
        expect(isMissing(json) || json.isObject() && !filters.containsValue(null), "'filters' must be an object of texts.");
        return filters;
    }

    private static boolean isMissing(JsonNode json) {
        return json.isMissingNode() || json.isNull();
    }

    private static void expect(boolean holds, String message) {
        if (!holds) {
            throw new QuestionError(message, EXAMPLE);
        }
    }
}
