package io.talon.question;

import io.talon.semantic.Dimension.Type;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What filters say, in a small part of Looker's filter expressions: {@code UK Team,FR Team}, {@code -UK Team}, {@code %text%}, {@code >=80}, {@code 70 to 90},
 * {@code last 4 weeks}, {@code last 1 complete weeks}, {@code 2026-10-01 to 2026-10-31}, {@code NULL}, {@code -NULL}. A text in double quotes is only itself.
 */
final class Conditions {
    private static final int LONGEST = 4_000;
    private static final Map<Type, String> FORMS = Map.of(
        Type.TEXT, "Write UK Team, or UK Team,FR Team for any of them, -UK Team for all others, %text% for what contains it, NULL or -NULL; a text with a comma in double quotes.",
        Type.NUMBER, "Write 80, or 80,90 for any of them, >=80, >80, <50, <=50, 70 to 90, NULL or -NULL.",
        Type.DAY, "Write last 30 days, last 4 weeks, last 1 complete weeks (or months, quarters), 2026-10-01, >=2026-10-01, 2026-10-01 to 2026-10-31, NULL or -NULL.",
        Type.FLAG, "Write yes, no, NULL or -NULL.");
    private final Clock clock;

    Conditions(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param expression what is looked at, in SQL
     * @param text       not empty
     */
    Condition of(Type type, String expression, String text) {
        check(text);
        String said = text.strip();
        if (said.equals("NULL") || said.equals("-NULL")) {
            return Condition.of(expression + (said.equals("NULL") ? " IS NULL" : " IS NOT NULL"));
        }
        Condition condition = switch (type) {
            case TEXT -> text(expression, said);
            case NUMBER -> Numbers.condition(expression, said);
            case DAY -> Days.condition(expression, said, clock);
            case FLAG -> flag(expression, said);
        };
        if (condition == null) {
            throw new QuestionError("The condition '" + said + "' is not understood.", FORMS.get(type));
        }
        return condition;
    }

    Optional<Period> period(String text) {
        return Days.last(text.strip(), LocalDate.now(clock));
    }

    /** Lets no text through that an engine could not take as one. */
    static void check(String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0 || !new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text)) {
            throw new QuestionError("A condition is too long, or no text.", "Give at most " + LONGEST + " characters of Unicode.");
        }
    }

    private static Condition flag(String expression, String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> Condition.of(expression);
            case "no", "false" -> Condition.of("NOT " + expression);
            default -> null;
        };
    }

    /** Any of those that are named, and none of those with a minus before them. */
    private static Condition text(String expression, String said) {
        List<Term> terms = Term.parse(said);
        if (terms == null) {
            return null;
        }
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        List<Condition> any = new ArrayList<>();
        List<Condition> all = new ArrayList<>();
        for (Term term : terms) {
            if (term.isPart()) {
                (term.negated() ? all : any).add(contains(expression, term));
            } else {
                (term.negated() ? unwanted : wanted).add(term.text());
            }
        }
        if (!wanted.isEmpty()) {
            any.add(Condition.oneOf(expression, wanted));
        }
        if (!unwanted.isEmpty()) {
            all.add(Condition.noneOf(expression, unwanted));
        }
        if (!any.isEmpty()) {
            all.add(Condition.joined("OR", any));
        }
        return Condition.joined("AND", all);
    }

    private static Condition contains(String expression, Term term) {
        return term.negated() ? Condition.of(expression + " IS NULL OR POSITION(LOWER(?) IN LOWER(" + expression + ")) = 0", term.part()) : contains(expression, term.part());
    }

    static Condition contains(String expression, String part) {
        return Condition.of("POSITION(LOWER(?) IN LOWER(" + expression + ")) > 0", part);
    }
}
