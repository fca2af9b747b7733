package io.talon.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains to a person why a model has several rows where it has declared one: from its result back to the step that brings them. */
public final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final Queries queries;
    private final Doubled doubled;

    private FanOut(Queries queries, Doubled doubled) {
        this.queries = queries;
        this.doubled = doubled;
    }

    /**
     * @param connection in auto-commit, as a question that fails would end a transaction on PostgreSQL
     * @param sql        the model's compiled select
     * @param grain      the columns of which each combination should have one row
     * @return a sentence or two; nothing if the grain holds
     */
    public static Optional<String> explain(Connection connection, String sql, List<String> grain) throws SQLException {
        Queries queries = new Queries(connection);
        String select = sql.strip().replaceAll(";$", "");
        Doubled doubled = Doubled.find(queries, select, grain);
        return doubled.isEmpty() ? Optional.empty() : Optional.of((doubled.sentence() + " " + new FanOut(queries, doubled).reason(select, grain)).strip());
    }

    /** Empty if the reason is not found: what is declared and what is there has been said, and that is enough to go on with. */
    private String reason(String sql, List<String> columns) {
        try {
            return reason(Block.parse(sql), columns);
        } catch (JSQLParserException | SQLException e) {
            LOG.debug("No reason found why rows are doubled", e);
            return "";
        }
    }

    private String reason(Block block, List<String> columns) throws JSQLParserException, SQLException {
        Select select = block.parsed();
        if (select instanceof SetOperationList union) {
            return ofUnion(block, union, columns);
        }
        return select instanceof PlainSelect plain && plain.getFromItem() != null ? ofSelect(block, columns) : "";
    }

    private String ofSelect(Block block, List<String> columns) throws JSQLParserException, SQLException {
        SelectRows rows = new SelectRows(queries, block, columns);
        if (rows.isGrouped()) {
            return "They are grouped by " + rows.groups() + ", which is more than " + doubled.name() + ".";
        }
        for (int join = 1; join < rows.relations(); join++) {
            List<Object[]> brought = queries.rows(rows.multiplied(join, doubled));
            if (!brought.isEmpty()) {
                return rows.relation(join).sentence(brought);
            }
        }
        return queries.rows(rows.multiplied(0, doubled)).isEmpty() ? "" : ofFirst(block, rows, columns);
    }

    /** No join does it, so the relation after FROM has the rows already. */
    private String ofFirst(Block block, SelectRows rows, List<String> columns) throws JSQLParserException, SQLException {
        Optional<Block> before = rows.isPassing() ? rows.relation(0).step() : Optional.empty();
        Optional<List<String>> names = rows.namesBefore();
        if (before.isPresent() && names.isPresent() && isDoubled(before.get(), names.get())) {
            return reason(before.get(), names.get());
        }
        String first = rows.relation(0).title();
        return names.isPresent() ? "The rows were already doubled in " + first + rows.filter() + "."
            : first + " has several rows for one " + doubled.name() + rows.filter() + ".";
    }

    private boolean isDoubled(Block block, List<String> columns) throws SQLException {
        return !queries.rows(block.asking(doubled.again(columns))).isEmpty();
    }

    private String ofUnion(Block block, SetOperationList union, List<String> columns) throws JSQLParserException, SQLException {
        List<String> names = queries.columns(block.asking("select * from " + Block.NAME));
        for (Select branch : union.getSelects()) {
            Block part = block.with(branch);
            List<String> own = queries.columns(part.asking("select * from " + Block.NAME));
            List<String> theirs = columns.stream().map(column -> own.get(indexOf(names, column))).toList();
            if (isDoubled(part, theirs)) {
                return reason(part, theirs);
            }
        }
        return "It is a union of " + union.getSelects().size() + " selects, and more than one of them brings the same " + doubled.name() + ".";
    }

    private static int indexOf(List<String> names, String name) {
        return IntStream.range(0, names.size()).filter(i -> names.get(i).equalsIgnoreCase(name)).findFirst().orElseThrow();
    }
}
