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
    private final String grain;

    private FanOut(Queries queries, String grain) {
        this.queries = queries;
        this.grain = grain;
    }

    /**
     * @param connection in auto-commit, as a question that fails would end a transaction on PostgreSQL
     * @param sql        the model's compiled select
     * @param grain      the columns of which each combination should have one row
     * @return a sentence or two; nothing if the grain holds
     */
    public static Optional<String> explain(Connection connection, String sql, List<String> grain) throws SQLException {
        Queries queries = new Queries(connection);
        List<Object[]> doubled = queries.rows(Doubled.query("(" + sql.strip().replaceAll(";$", "") + "\n)", grain));
        if (doubled.isEmpty()) {
            return Optional.empty();
        }
        String grainName = String.join(" and ", grain);
        return Optional.of((Doubled.sentence(grain, doubled) + " " + new FanOut(queries, grainName).reason(sql, grain)).strip());
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
            return "They are grouped by " + rows.groups() + ", which is more than " + grain + ".";
        }
        for (int join = 1; join < rows.relations(); join++) {
            List<Object[]> brought = queries.rows(rows.multiplied(join));
            if (!brought.isEmpty()) {
                return rows.relation(join).sentence(brought);
            }
        }
        return queries.rows(rows.multiplied(0)).isEmpty() ? "" : ofFirst(block, rows, columns);
    }

    /** No join does it, so the relation after FROM has the rows already. */
    private String ofFirst(Block block, SelectRows rows, List<String> columns) throws JSQLParserException, SQLException {
        Optional<Block> before = rows.isPassing() ? rows.relation(0).step() : Optional.empty();
        Optional<List<String>> names = rows.namesBefore();
        if (before.isPresent() && names.isPresent() && isDoubled(before.get(), names.get())) {
            return reason(before.get(), names.get());
        }
        String first = rows.relation(0).title();
        return names.isPresent() ? "The rows were already doubled in " + first + rows.filter() + "." : first + " has several rows for one " + grain + rows.filter() + ".";
    }

    private boolean isDoubled(Block block, List<String> columns) throws SQLException {
        return !queries.rows(block.asking(Doubled.query(Block.NAME, columns))).isEmpty();
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
        return "It is a union of " + union.getSelects().size() + " selects, and more than one of them brings the same " + grain + ".";
    }

    private static int indexOf(List<String> names, String name) {
        return IntStream.range(0, names.size()).filter(i -> names.get(i).equalsIgnoreCase(name)).findFirst().orElseThrow();
    }
}
