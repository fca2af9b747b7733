package io.talon.deliver;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;

/**
 * What is delivered, whatever form it takes at its destination: made once, and kept in the outbox until it has been sent.
 *
 * @param name    of the plan or alert
 * @param text    what stands above the figures; may be empty
 * @param footer  up to where there are data, and of which build
 * @param link    to the same on the page; null without
 * @param format  parts of an e-mail
 */
public record Report(String name, String title, String text, String footer, String link, String format, List<Tile> tiles) {
    private static final JsonMapper JSON = JsonMapper.builder().visibility(PropertyAccessor.ALL, Visibility.NONE).visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .visibility(PropertyAccessor.CREATOR, Visibility.ANY).build();

    static Report parse(String json) {
        try {
            return JSON.readValue(json, Report.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Report in(String otherFormat) {
        return new Report(name, title, text, footer, link, otherFormat, tiles);
    }

    /** Those of an e-mail. */
    Set<String> parts() {
        return new Destination(Destination.Type.EMAIL, null, format).parts();
    }

    /** Whether no tile has a figure. */
    boolean isEmpty() {
        return tiles.stream().filter(tile -> !tile.isWords()).allMatch(Tile::isEmpty);
    }
}
