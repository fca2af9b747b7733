package io.talon.semantic;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/** An expression of the definitions, over columns or over other metrics. */
public final class Formula {
    private final String text;

    private Formula(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying why the text is no expression */
    static Formula of(String text) {
        Formula formula = new Formula(text.strip());
        formula.sql(name -> name);
        return formula;
    }

    public String text() {
        return text;
    }

    /** The names in it. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        sql(name -> {
            names.add(name);
            return name;
        });
        return names;
    }

    /** With something else in the place of each name, and null instead of a division by zero. */
    public String sql(Function<String, String> replacement) {
        Expression expression = parsed();
        expression.accept(new Replacing(replacement), null);
        return expression.toString();
    }

    private Expression parsed() {
        try {
            return CCJSqlParserUtil.parseExpression(text, false);
        } catch (JSQLParserException e) {
            throw new IllegalArgumentException("'" + text + "' is no SQL expression");
        }
    }

    /** What it finds is changed where it stands. */
    private static final class Replacing extends ExpressionVisitorAdapter<Void> {
        private final Function<String, String> replacement;

        Replacing(Function<String, String> replacement) {
            this.replacement = replacement;
        }

        @Override
        public <S> Void visit(Column column, S context) {
            if (column.getTable() != null) {
                throw new IllegalArgumentException("'" + column + "' names a table");
            }
            column.setColumnName(replacement.apply(column.getColumnName()));
            return null;
        }

        @Override
        public <S> Void visit(Division division, S context) {
            super.visit(division, context);
            division.setRightExpression(new net.sf.jsqlparser.expression.Function("NULLIF", division.getRightExpression(), new LongValue(0)));
            return null;
        }

        @Override
        public <S> Void visit(Select select, S context) {
            throw new IllegalArgumentException("it holds a select");
        }

        @Override
        public <S> Void visit(ParenthesedSelect select, S context) {
            throw new IllegalArgumentException("it holds a select");
        }
    }
}
