package io.talon.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.OneLine;
import io.talon.ledger.Notice;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Puts a notice into the form of its destination, in which the vendor's and the agents' words are words and nothing more. */
public final class Wording {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String link;

    /** @param url under which people reach the pages; blank where it is not known */
    public Wording(String url) {
        this.link = url.isBlank() ? "" : "\nOperations page: " + url;
    }

    /** A notice whose words can be nothing but words to Slack: the three signs by which it links and mentions are escaped as it says. */
    public Notice forSlack(@Variable("notice") Notice notice) {
        return notice.saying(escaped(notice.subject()), escaped(notice.text() + link));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A notice whose subject is one line, since more would be further headers. */
    public Notice forEmail(@Variable("notice") Notice notice) {
        return notice.saying(OneLine.of(notice.subject()), notice.text() + link);
    }

    /** A message to Slack's webhook. */
    public String slackJson(@Body String text) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("text", text, "link_names", false, "unfurl_links", false));
    }
}
