package io.talon.warehouse;

import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The names in a file's first line, against those that must be there. Order does not matter, more are welcome.
 * Names that differ in case only are one name: so it is for DuckDB, and a file means the same on every engine.
 */
record Header(List<String> names) {

    /** @throws RunFailure if a name is doubled, empty or one of Talon's own, or a required one is missing */
    static Header of(List<String> fields, List<String> required) {
        List<String> names = fields.stream().map(String::trim).toList();
        refuseUnusable(names);
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            throw refused("lacks the required " + (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing) + "; it has " + String.join(", ", names));
        }
        return new Header(names);
    }

    private static void refuseUnusable(List<String> names) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (name.isEmpty()) {
                throw refused("has a column without a name");
            }
            if (Warehouse.isOwn(name)) {
                throw refused("has the column '" + name + "', a name that Talon keeps for itself: the vendor must export it under another");
            }
            if (!seen.add(name)) {
                throw refused("has the column '" + name + "' twice; upper and lower case do not tell columns apart");
            }
        }
    }

    /** Where a column of the raw table stands in the file; -1 if it is not there. */
    int indexOf(String column) {
        return IntStream.range(0, names.size()).filter(i -> names.get(i).equalsIgnoreCase(column)).findFirst().orElse(-1);
    }

    /** Columns that nobody asked for, as a sentence for the ledger; null if there are none. */
    String notice(List<String> required) {
        List<String> extra = new ArrayList<>(names);
        extra.removeAll(required);
        return required.isEmpty() || extra.isEmpty() ? null : "further columns: " + String.join(", ", extra);
    }

    private static RunFailure refused(String problem) {
        return new RunFailure("wrong-columns", "The file " + problem + ".",
            "Compare with 'columns' in the source's file in routes/. If the vendor has changed its export, correct that and the staging model. "
                + "Then replay the run: it asks anew.", RunState.PLANNED);
    }
}
