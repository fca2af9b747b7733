package io.talon.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What a run asks of the vendor and what must come back.
 *
 * @param endpoint last part of the API's path
 * @param window   whether the vendor filters by startDate and endDate; if not, the export is a snapshot of now
 * @param ask      further fields of the question's body
 * @param columns  columns without which the file is refused
 */
public record Request(String endpoint, boolean window, Map<String, Object> ask, List<String> columns) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Request parse(String json) {
        try {
            return JSON.readValue(json, Request.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger holds a request that is no JSON: " + json, e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
