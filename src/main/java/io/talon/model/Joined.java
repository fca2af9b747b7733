package io.talon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
import org.apache.commons.lang3.StringUtils;

/**
 * A relation in the FROM of a step.
 *
 * @param number which one it is, from 0
 * @param join   null for the first
 * @param where  of the step: there a join by comma has its condition; null if there is none
 */
record Joined(Block block, int number, FromItem item, Join join, Expression where) {
    private static final int LONGEST_QUOTE = 200;

    String alias() throws JSQLParserException {
        if (item.getAlias() != null) {
            return item.getAlias().getName();
        }
        if (item instanceof Table table) {
            return table.getName();
        }
        throw new JSQLParserException("What is joined has no name: " + item);
    }

    String row() {
        return "talon_row_" + number;
    }

    /** The same relation, with its rows numbered. */
    FromItem numbered() throws JSQLParserException {
        String sql = "(select " + alias() + ".*, row_number() over () as " + row() + " from " + item + ") as " + alias();
        String prefix = item instanceof TableFunction || item.toString().startsWith("LATERAL") ? "lateral " : "";
        return ((PlainSelect) Block.parseSelect("select * from " + prefix + sql)).getFromItem();
    }

    /** The step that it stands for; nothing if it is a table, a view or a function. */
    Optional<Block> step() {
        if (item instanceof ParenthesedSelect subquery) {
            return Optional.of(block.with(subquery));
        }
        return item instanceof Table table && table.getSchemaName() == null ? block.expression(table.getUnquotedName()) : Optional.empty();
    }

    /** Its name for a person: that of the table where the expression does no more than import it. */
    String title() throws JSQLParserException {
        if (!(item instanceof Table table)) {
            return item instanceof TableFunction function ? quote(function.getFunction()) : alias();
        }
        Optional<Joined> imported = step().isEmpty() ? Optional.empty() : imported(step().get());
        String name = imported.isPresent() ? imported.get().title() : table.getUnquotedName();
        String alias = alias().replace("\"", "");
        return name.equals(alias) ? name : name + " (" + alias + ")";
    }

    private static Optional<Joined> imported(Block step) throws JSQLParserException {
        boolean isImport = step.parsed() instanceof PlainSelect plain && plain.getFromItem() instanceof Table
            && plain.toString().equals("SELECT * FROM " + plain.getFromItem());
        return isImport ? Optional.of(new Joined(step, 0, ((PlainSelect) step.parsed()).getFromItem(), null, null)) : Optional.empty();
    }

    /** Its columns that are compared for equality. */
    List<Column> keys() throws JSQLParserException {
        if (join == null) {
            return List.of();
        }
        List<Column> keys = new ArrayList<>();
        for (Column column : join.getUsingColumns()) {
            keys.add(new Column(new Table(alias()), column.getColumnName()));
        }
        for (Expression condition : join.isSimple() && where != null ? List.of(where) : join.getOnExpressions()) {
            collectKeys(condition, keys);
        }
        return keys;
    }

    private void collectKeys(Expression condition, List<Column> keys) throws JSQLParserException {
        if (condition instanceof AndExpression and) {
            collectKeys(and.getLeftExpression(), keys);
            collectKeys(and.getRightExpression(), keys);
        } else if (condition instanceof EqualsTo equality && equality.getLeftExpression() instanceof Column left
            && equality.getRightExpression() instanceof Column right) {
            String own = alias();
            List.of(left, right).stream().filter(column -> own.equalsIgnoreCase(column.getTableName())).forEach(keys::add);
        }
    }

    /** @param brought values of the keys, and how many rows each brings */
    String sentence(List<Object[]> brought) throws JSQLParserException {
        List<String> names = keys().stream().map(Column::getUnquotedColumnName).toList();
        List<String> examples = brought.stream()
            .map(row -> row[names.size()] + " rows for " + (names.isEmpty() ? "one row" : Doubled.pairs(names, row))).toList();
        return "The " + (join.isCross() ? "cross join" : "join") + " to " + title() + condition() + " brings " + String.join("; ", examples) + ".";
    }

    private String condition() {
        if (!join.getUsingColumns().isEmpty()) {
            return " using (" + String.join(", ", join.getUsingColumns().stream().map(Column::getColumnName).toList()) + ")";
        }
        if (join.isSimple()) {
            return where == null ? "" : " where " + quote(where);
        }
        return join.getOnExpressions().isEmpty() ? "" : " on " + quote(join.getOnExpression());
    }

    static String quote(Expression expression) {
        return StringUtils.abbreviate(expression.toString().replace("\"", ""), LONGEST_QUOTE);
    }
}
