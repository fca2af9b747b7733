package io.talon.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.access.User;
import io.talon.question.Answer;
import io.talon.question.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes down who asked what. What the conditions on restricted fields look for is about somebody, and is left out. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Audit() {
    }

    /** @param restricted fields whose conditions are not told */
    static void answered(User user, Question question, List<String> restricted, Answer answer, long millis) {
        Map<String, String> filters = new LinkedHashMap<>(question.filters());
        restricted.forEach(field -> filters.replace(field, "…"));
        // A page asks a dozen times, and of somebody without a name that tells nothing.
        LOG.atLevel(user.name().isEmpty() ? Level.DEBUG : Level.INFO).log("asked by {}: {} {} where {}, {} rows in {} ms", user.name().isEmpty() ? "anybody" : user.name(),
            question.explore(), json(question.fields()), json(filters), answer.rows().size(), millis);
    }

    /** Quoted, so that no value can begin a line of its own. */
    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
