package io.talon.deliver;

import io.talon.question.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Addresses of the pages that show what a message tells, with its filters. */
public final class Links {
    private final String url;

    /** @param url under which people reach the pages; blank where it is not known */
    public Links(String url) {
        this.url = url.replaceFirst("/$", "");
    }

    /** Null where the pages' address is not known. */
    String dashboard(String name, Map<String, String> conditions) {
        return link("/dashboard", List.of(pair("name", name)), conditions);
    }

    /** Null where the pages' address is not known. */
    String explore(Question question) {
        return link("/explore", List.of(pair("explore", question.explore()), pair("fields", String.join(",", question.fields()))), question.filters());
    }

    private String link(String page, List<String> words, Map<String, String> conditions) {
        List<String> all = new ArrayList<>(words);
        conditions.forEach((name, condition) -> all.add(pair("filter." + name, condition)));
        return url.isBlank() ? null : url + page + "#" + String.join("&", all);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
