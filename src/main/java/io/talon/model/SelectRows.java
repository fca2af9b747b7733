package io.talon.model;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.apache.commons.lang3.StringUtils;

/**
 * The rows of a step's FROM and WHERE, each with the numbers of the rows of which it is made.
 * A relation multiplies rows if several of its rows stand beside the same rows of those before it, under the same grain.
 */
final class SelectRows {
    private static final int EXAMPLES = 3;
    private final Block block;
    private final PlainSelect select;
    private final List<Joined> relations = new ArrayList<>();
    private final List<String> grain = new ArrayList<>();

    /** @param columns of the step's result that are the grain */
    SelectRows(Queries queries, Block block, List<String> columns) throws JSQLParserException, SQLException {
        this.block = block;
        this.select = (PlainSelect) block.parsed();
        relations.add(new Joined(block, 0, select.getFromItem(), null, select.getWhere()));
        for (Join join : joins(select)) {
            relations.add(new Joined(block, relations.size(), join.getFromItem(), join, select.getWhere()));
        }
        for (String column : columns) {
            grain.add(expression(queries, column));
        }
    }

    private static List<Join> joins(PlainSelect select) {
        return select.getJoins() == null ? List.of() : select.getJoins();
    }

    int relations() {
        return relations.size();
    }

    Joined relation(int number) {
        return relations.get(number);
    }

    boolean isGrouped() {
        return select.getGroupBy() != null;
    }

    String groups() {
        return StringUtils.removeStart(select.getGroupBy().toString(), "GROUP BY ");
    }

    /** Whether all rows of the first relation come through. */
    boolean isPassing() {
        return select.getWhere() == null && select.getQualify() == null && select.getDistinct() == null;
    }

    /** Which rows these are, if not all. */
    String filter() {
        return select.getWhere() == null ? "" : " where " + Joined.quote(select.getWhere());
    }

    /** The grain's columns in the first relation; nothing if it is made here or comes from elsewhere. */
    Optional<List<String>> namesBefore() throws JSQLParserException {
        List<String> names = new ArrayList<>();
        for (String expression : grain) {
            SelectItem<?> item = ((PlainSelect) Block.parseSelect("select " + expression)).getSelectItem(0);
            if (item.getExpression() instanceof Column column && isOfFirst(column)) {
                names.add(column.getColumnName());
            }
        }
        return names.size() == grain.size() ? Optional.of(names) : Optional.empty();
    }

    private boolean isOfFirst(Column column) throws JSQLParserException {
        return column.getTableName() == null ? relations.size() == 1 : column.getTableName().equalsIgnoreCase(relations.get(0).alias());
    }

    /** What makes this column of the result. */
    private String expression(Queries queries, String column) throws JSQLParserException, SQLException {
        for (SelectItem<?> item : select.getSelectItems()) {
            if (item.getExpression() instanceof AllColumns star) {
                Optional<String> found = expression(queries, star, column);
                if (found.isPresent()) {
                    return found.get();
                }
            } else if (column.equalsIgnoreCase(name(item))) {
                return item.getExpression().toString();
            }
        }
        throw new JSQLParserException("Nothing that is selected makes " + column);
    }

    private static String name(SelectItem<?> item) {
        return item.getAlias() != null ? item.getUnquotedAliasName() : item.getExpression() instanceof Column column ? column.getUnquotedColumnName() : null;
    }

    private Optional<String> expression(Queries queries, AllColumns star, String column) throws JSQLParserException, SQLException {
        for (Joined relation : relations) {
            boolean isMeant = !(star instanceof AllTableColumns table) || table.getTable().getName().equalsIgnoreCase(relation.alias());
            if (isMeant && columns(queries, relation).stream().anyMatch(column::equalsIgnoreCase)) {
                return Optional.of(relation.alias() + "." + column);
            }
        }
        return Optional.empty();
    }

    /** A function may read the relations before it, so that it is asked about together with them. */
    private List<String> columns(Queries queries, Joined relation) throws JSQLParserException, SQLException {
        return queries.columns(new Block(block.before(), "select " + relation.alias() + ".* " + from(select)).asking("select * from " + Block.NAME));
    }

    private static String from(PlainSelect select) {
        String joins = joins(select).stream().map(join -> (join.isSimple() ? ", " : " ") + join).collect(Collectors.joining());
        return "from " + select.getFromItem() + joins + (select.getWhere() == null ? "" : " where " + select.getWhere());
    }

    private PlainSelect numbered() throws JSQLParserException {
        PlainSelect copy = (PlainSelect) block.parsed();
        copy.setFromItem(relations.get(0).numbered());
        for (int i = 1; i < relations.size(); i++) {
            copy.getJoins().get(i - 1).setFromItem(relations.get(i).numbered());
        }
        return copy;
    }

    /** Asks how many rows a relation brings to one row of those before it, where the grain is doubled; the keys of its join stand before the number. */
    String multiplied(int number, Doubled doubled) throws JSQLParserException {
        List<String> keys = relations.get(number).keys().stream().map(Column::toString).toList();
        List<String> beside = relations.stream().filter(other -> other.number() < number).map(Joined::row).toList();
        List<String> grains = named("talon_grain_", grain);
        List<String> keyNames = named("talon_key_", keys);
        String row = relations.get(number).row();
        Stream<String> items = Stream.of(relations.stream().map(Joined::row).toList(), aliased(grain, grains), aliased(keys, keyNames)).flatMap(List::stream);
        Block rows = new Block(block.before(), "select " + items.collect(Collectors.joining(", ")) + " " + from(numbered()));
        String groups = Stream.of(keyNames, beside, grains).flatMap(List::stream).collect(Collectors.joining(", "));
        String filter = doubled.condition(grains) + (number == 0 ? "" : " and coalesce(" + String.join(", ", beside) + ") is not null");
        String multiplied = "select " + groups + ", count(distinct " + row + ") as talon_rows from " + Block.NAME + " where " + filter
            + " group by " + groups + " having count(distinct " + row + ") > 1";
        return rows.asking(examples(keyNames, multiplied));
    }

    private static String examples(List<String> keys, String multiplied) {
        String columns = String.join(", ", keys);
        return "select " + (keys.isEmpty() ? "" : columns + ", ") + "max(talon_rows) from (" + multiplied + ") as talon_multiplied"
            + (keys.isEmpty() ? " having max(talon_rows) > 0" : " group by " + columns + " order by max(talon_rows) desc, " + columns + " limit " + EXAMPLES);
    }

    private static List<String> named(String prefix, List<String> expressions) {
        return IntStream.range(0, expressions.size()).mapToObj(i -> prefix + i).toList();
    }

    private static List<String> aliased(List<String> expressions, List<String> names) {
        return IntStream.range(0, names.size()).mapToObj(i -> expressions.get(i) + " as " + names.get(i)).toList();
    }
}
