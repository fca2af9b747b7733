package io.talon.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;

/**
 * One step of a query.
 *
 * @param before the common table expressions that it may name, in their order
 * @param select its own text
 */
record Block(Map<String, WithItem<?>> before, String select) {
    static final String NAME = "talon_block";
    /** Words that the parser takes for its own, and DuckDB and PostgreSQL for names; what is quoted or a comment is passed over. */
    private static final Pattern NAMES = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|(?s:/\\*.*?\\*/)"
        + "|(?i)\\b(absent|connect|final|force|global|optimize|output|preferring|prior|procedure|public)\\b");

    static Block parse(String sql) throws JSQLParserException {
        return new Block(Map.of(), "").with(parseSelect(NAMES.matcher(sql).replaceAll(Block::quoted)));
    }

    private static String quoted(MatchResult found) {
        boolean isName = found.group(1) != null;
        return Matcher.quoteReplacement(isName ? '"' + found.group().toLowerCase(Locale.ROOT) + '"' : found.group());
    }

    static Select parseSelect(String sql) throws JSQLParserException {
        if (CCJSqlParserUtil.parse(sql) instanceof Select select) {
            return select;
        }
        throw new JSQLParserException("It is no select.");
    }

    /** A part of this one; it may come with expressions of its own. */
    Block with(Select part) {
        Select bare = part;
        Map<String, WithItem<?>> all = new LinkedHashMap<>(before);
        while (bare instanceof ParenthesedSelect parentheses) {
            bare = parentheses.getSelect();
        }
        if (bare.getWithItemsList() != null) {
            bare.getWithItemsList().forEach(item -> all.put(item.getUnquotedAliasName(), item));
            bare.setWithItemsList(null);
        }
        return new Block(all, bare.toString());
    }

    /** A copy that may be changed. */
    Select parsed() throws JSQLParserException {
        return parseSelect(select);
    }

    /** The step that an expression is; nothing if there is none of this name. */
    Optional<Block> expression(String name) {
        Map<String, WithItem<?>> earlier = new LinkedHashMap<>();
        for (Map.Entry<String, WithItem<?>> item : before.entrySet()) {
            if (item.getKey().equalsIgnoreCase(name) && item.getValue().getParenthesedStatement() instanceof ParenthesedSelect body) {
                return Optional.of(new Block(earlier, "").with(body));
            }
            earlier.put(item.getKey(), item.getValue());
        }
        return Optional.empty();
    }

    /** A question about the rows of this step, which it calls {@value NAME}. */
    String asking(String question) {
        List<String> expressions = new ArrayList<>(before.values().stream().map(WithItem::toString).toList());
        expressions.add(NAME + " as (" + select + ")");
        return "with " + String.join(", ", expressions) + " " + question;
    }
}
