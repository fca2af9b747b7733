package io.talon.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build that may be published.
 *
 * @param build   its id
 * @param tests   that the project has; fewer have passed where a part of it was built
 * @param through end of the newest interval up to which all data are in it; null where that is not known
 */
public record Publication(String build, List<Part> parts, int passed, int tests, int warnings, Instant through) {
    private static final List<String> NO_KEY = List.of("nothing");

    /**
     * One table of the mart.
     *
     * @param relation where it was built
     * @param pending  the keys that were changed since the last publication
     * @param changed  a table that has all their rows as they are now; null if those stand in the relation only
     * @param columns  those that are shown
     * @param key      of the rows that are replaced; empty if always all are
     * @param tracked  whether {@code pending} is there: without it all rows are new
     * @param isView   a view keeps no count of what changes in it
     */
    public record Part(String name, String relation, String pending, String changed, List<String> columns, List<String> key, boolean tracked, boolean isView) {

        /** What the table of pending keys looks like, even where there is no key and it only says that nothing has changed. */
        public static List<String> pendingColumns(List<String> key) {
            return key.isEmpty() ? NO_KEY : key;
        }

        private String names() {
            return columns.stream().map(Warehouse::quoted).collect(Collectors.joining(", "));
        }

        String select() {
            return "select " + names() + " from " + relation;
        }

        /** Replaces what has changed in a copy of the last publication. */
        Stream<String> changes(String table) {
            if (key.isEmpty()) {
                return Stream.empty();
            }
            String rows = changed == null ? select() + where() : "select " + names() + " from " + changed;
            return Stream.of("delete from " + table + where(), "insert into " + table + " (" + names() + ") " + rows);
        }

        private String where() {
            String columns = String.join(", ", key);
            return " where (" + columns + ") in (select " + columns + " from " + pending + ")";
        }

        /** From now on changes are kept count of. */
        Stream<String> reset() {
            String nothing = key.isEmpty() ? "select 1 as " + NO_KEY.get(0) : "select " + String.join(", ", key) + " from " + relation;
            return Stream.of("drop table if exists " + pending, "create table " + pending + " as " + nothing + " limit 0");
        }
    }

    /** Names of the tables. */
    List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    /** The one row that says what is published. */
    String about() {
        return "select cast('" + build + "' as varchar) as build, current_timestamp as published_at, " + passed + " as tests_passed, " + warnings + " as warnings, "
            + "cast(" + (through == null ? "null" : "'" + through + "'") + " as varchar) as " + Mart.THROUGH + ", " + tests + " as " + Mart.TESTS;
    }

    /** Makes the warehouse know of what the mart is. */
    Stream<String> known() {
        String table = Warehouse.BUILD + "." + Mart.ABOUT;
        return Stream.concat(Stream.of("drop table if exists " + table, "create table " + table + " as select cast('" + build + "' as varchar) as build"),
            parts.stream().filter(part -> !part.isView()).flatMap(Part::reset));
    }
}
