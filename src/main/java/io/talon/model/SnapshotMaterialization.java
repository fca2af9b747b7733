package io.talon.model;

import io.talon.model.Materialization.Existing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The SQL of a snapshot: what a select said from when to when, in dbt's four columns. */
public final class SnapshotMaterialization {
    private static final Set<String> OWN = Set.of("dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to");
    private final Node node;
    private final Relation relation;
    private final String key;
    private final String updatedAt;
    private final String now;

    /** @param now of this run */
    public SnapshotMaterialization(Node node, Relation relation, String now) {
        this.node = node;
        this.relation = relation;
        this.key = node.config().text("unique_key", "");
        this.updatedAt = node.config().text("strategy", "").equals("timestamp") ? node.config().text("updated_at", "") : null;
        this.now = "cast('" + now + "' as timestamp)";
        if (key.isEmpty() || (updatedAt == null ? node.config().list("check_cols").isEmpty() : updatedAt.isEmpty())) {
            throw new ProjectError(node.file(), "a snapshot needs unique_key, strategy, and updated_at (timestamp) or check_cols (check)", "Add them to its config.");
        }
    }

    /** From when a row's version holds. */
    private String since(String row) {
        return updatedAt == null ? now : row + "." + updatedAt;
    }

    public List<String> first(String select) {
        return List.of("create table " + relation + " as\nselect found.*, " + validity("found") + " from (\n" + select + "\n) as found");
    }

    private String validity(String row) {
        String from = since(row);
        return "md5(coalesce(cast(" + row + "." + key + " as varchar), '') || '|' || cast(" + from + " as varchar)) as dbt_scd_id, " + from + " as dbt_updated_at, " + from
            + " as dbt_valid_from, cast(null as timestamp) as dbt_valid_to";
    }

    /** Ends what has changed or gone, and begins what is new. */
    public List<String> next(String select, Existing existing) {
        Relation found = relation.beside(Materialization.CHANGES);
        List<String> columns = existing.columns().stream().filter(column -> !OWN.contains(column)).toList();
        List<String> statements = new ArrayList<>(List.of("drop table if exists " + found, "create table " + found + " as\n" + select));
        statements.add("update " + relation + " as old set dbt_valid_to = " + since("new") + " from " + found + " as new where old." + key + " = new." + key
            + " and old.dbt_valid_to is null and (" + changed(columns) + ")");
        if (node.config().flag("invalidate_hard_deletes", false) || node.config().text("hard_deletes", "").equals("invalidate")) {
            statements.add("update " + relation + " set dbt_valid_to = " + now + " where dbt_valid_to is null and " + key
                + " not in (select " + key + " from " + found + ")");
        }
        statements.add("insert into " + relation + " (" + Sql.quoted(columns) + ", dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to)\nselect "
            + columns.stream().map(column -> "new." + Sql.quoted(column)).collect(Collectors.joining(", ")) + ", " + validity("new") + " from " + found + " as new left join " + relation
            + " as old on old." + key + " = new." + key + " and old.dbt_valid_to is null where old." + key + " is null");
        Materialization.dropBeside(relation).forEach(statements::add);
        return statements;
    }

    private String changed(List<String> columns) {
        if (updatedAt != null) {
            return "old.dbt_updated_at < new." + updatedAt;
        }
        List<String> checked = node.config().list("check_cols");
        List<String> compared = checked.equals(List.of("all")) ? columns : checked;
        return compared.stream().map(column -> "old." + column + " is distinct from new." + column).collect(Collectors.joining(" or "));
    }
}
