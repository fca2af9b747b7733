package io.talon.model;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with {@code *} for any characters and {@code ?} for one. */
final class Wildcards {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private Wildcards() {
    }

    static boolean areIn(String text) {
        return text.contains("*") || text.contains("?");
    }

    static Predicate<String> match(String text) {
        return compile(text, ".*", ".");
    }

    /** Within a path only {@code **} goes through several folders. */
    static Predicate<String> matchPath(String text) {
        return compile(text, "[^/]*", "[^/]");
    }

    private static Predicate<String> compile(String text, String any, String one) {
        String regex = TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(switch (token.group()) {
            case "*" -> any;
            case "**/" -> "(.*/)?";
            case "**" -> ".*";
            case "?" -> one;
            default -> Pattern.quote(token.group());
        }));
        return Pattern.compile(regex).asMatchPredicate();
    }
}
