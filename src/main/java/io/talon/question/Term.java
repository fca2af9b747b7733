package io.talon.question;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the texts of a condition, which commas part.
 *
 * @param quoted whether it stood in double quotes, and so means only itself
 */
record Term(String text, boolean negated, boolean quoted) {
    private static final Pattern TERM = Pattern.compile("\\s*(-?)(?:\"((?:[^\"]|\"\")*+)\"\\s*|([^,\"]*+))(,|$)");

    /** Null if a quote is not closed, or a text is missing. */
    static List<Term> parse(String said) {
        List<Term> terms = new ArrayList<>();
        Matcher term = TERM.matcher(said);
        int at = 0;
        do {
            if (!term.find(at) || term.start() != at || term.group(2) == null && term.group(3).isBlank()) {
                return null;
            }
            boolean quoted = term.group(2) != null;
            terms.add(new Term(quoted ? term.group(2).replace("\"\"", "\"") : term.group(3).strip(), !term.group(1).isEmpty(), quoted));
            at = term.end();
        } while (!term.group(4).isEmpty());
        return terms;
    }

    /** Whether anything that contains it is meant. */
    boolean isPart() {
        return !quoted && text.length() > 2 && text.startsWith("%") && text.endsWith("%");
    }

    String part() {
        return text.substring(1, text.length() - 1);
    }
}
