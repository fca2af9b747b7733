package io.talon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is done when an incremental model's select has other columns than its table, by dbt's {@code on_schema_change}. */
record SchemaChange(Node node, Relation relation, Relation changes) {

    /** Adds what must be done to the table, and answers the columns that are filled. */
    List<String> apply(List<String> before, Map<String, String> now, List<String> statements) {
        List<String> added = now.keySet().stream().filter(column -> !before.contains(column)).toList();
        List<String> gone = before.stream().filter(column -> !now.containsKey(column)).toList();
        if (added.isEmpty() && gone.isEmpty()) {
            return before;
        }
        String policy = node.config().text("on_schema_change", "ignore");
        if (policy.equals("fail") || policy.equals("ignore") && !gone.isEmpty()) {
            throw new ProjectError(node.file(), "its columns have changed (new: " + added + ", gone: " + gone + ") and on_schema_change is " + policy,
                "Build it anew with 'talon build --select " + node.name() + "+ --full-refresh', or set on_schema_change.");
        }
        return policy.equals("ignore") ? before : altered(before, now, added, policy.equals("sync_all_columns") ? gone : List.of(), statements);
    }

    private List<String> altered(List<String> before, Map<String, String> now, List<String> added, List<String> dropped, List<String> statements) {
        added.forEach(column -> statements.add("alter table " + relation + " add column " + Sql.quoted(column) + " " + now.get(column)));
        dropped.forEach(column -> statements.add("alter table " + relation + " drop column " + Sql.quoted(column)));
        List<String> filled = new ArrayList<>(before);
        filled.removeAll(dropped);
        filled.retainAll(now.keySet());
        filled.addAll(added);
        return filled;
    }
}
