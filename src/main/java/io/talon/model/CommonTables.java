package io.talon.model;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts ephemeral models into the selects that read them, as dbt does: each a common table expression before all others. */
final class CommonTables {
    private static final Pattern WITH = Pattern.compile("\\A(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*with\\s+(recursive\\s+)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CommonTables() {
    }

    static String prepend(Map<String, String> expressions, String sql) {
        if (expressions.isEmpty()) {
            return sql;
        }
        String first = expressions.entrySet().stream().map(one -> one.getKey() + " as (\n" + one.getValue() + "\n)").collect(Collectors.joining(", "));
        Matcher with = WITH.matcher(sql);
        return with.find() ? "with " + (with.group(1) == null ? "" : "recursive ") + first + ", " + sql.substring(with.end()) : "with " + first + "\n" + sql;
    }
}
