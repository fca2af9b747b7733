package io.talon.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.ledger.Notice;
import java.util.Map;
import org.apache.camel.Variable;

/** Puts a notice into the form of its destination, in which the vendor's and the agents' words are words and nothing more. */
public final class Wording {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A message as JSON; the three signs by which Slack links and mentions are escaped as it says. */
    public String slack(@Variable("notice") Notice notice) throws JsonProcessingException {
        String text = "*" + escaped(notice.subject()) + "*\n" + escaped(notice.text());
        return JSON.writeValueAsString(Map.of("text", text, "link_names", false, "unfurl_links", false));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** One line, since more would be further headers. */
    public String subject(@Variable("notice") Notice notice) {
        return "Talon: " + notice.subject().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }
}
