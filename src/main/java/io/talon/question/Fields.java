package io.talon.question;

import io.talon.access.Access;
import io.talon.semantic.Dimension;
import io.talon.semantic.Dimension.Type;
import io.talon.semantic.Explore;
import io.talon.semantic.Explore.Part;
import io.talon.semantic.Grain;
import io.talon.semantic.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explore as one person sees it. */
record Fields(Explore explore, Access access) {

    /** @throws QuestionError if the person's rows are told by something that this explore does not have: then none of them can be shown */
    Fields {
        missing(explore, access).ifPresent(dimension -> {
            throw new QuestionError("What you may see goes by " + dimension + ", and " + explore.name() + " does not tell it.",
                "Ask another explore, or whoever keeps access.yml.");
        });
    }

    /** A dimension by which the person's rows are told and that the explore lacks. */
    static Optional<String> missing(Explore explore, Access access) {
        return access.seesEveryRow() ? Optional.empty()
            : access.rows().keySet().stream().filter(name -> explore.dimensions().get(name) == null || explore.dimensions().get(name).type() != Type.TEXT).findFirst();
    }

    /** Lets through only the rows that the person may see. */
    List<Condition> rows() {
        if (access.seesEveryRow()) {
            return List.of();
        }
        return access.rows().isEmpty() ? List.of(Condition.NEVER)
            : access.rows().entrySet().stream().map(row -> Condition.oneOf(sql(new Part(explore.dimensions().get(row.getKey()), null)), row.getValue())).toList();
    }

    Part part(String field) {
        return explore.part(field).filter(part -> access.sees(part.dimension())).orElseThrow(() -> unknown(field));
    }

    Column column(String field) {
        return explore.metric(field).filter(metric -> !metric.hidden()).map(Column::of).orElseGet(() -> Column.of(field, part(field)));
    }

    String sql(Column column) {
        return column.isMetric() ? explore.metrics().get(column.name()).scaledSql() : sql(part(column.name()));
    }

    String sql(Part part) {
        String column = "t.\"" + part.dimension().column() + "\"";
        return switch (part.dimension().type()) {
            case TEXT -> "CAST(" + column + " AS VARCHAR)";
            case DAY -> part.grain() == Grain.DAY ? "CAST(" + column + " AS DATE)" : "CAST(DATE_TRUNC('" + part.grain().word() + "', CAST(" + column + " AS TIMESTAMP)) AS DATE)";
            case NUMBER, FLAG -> column;
        };
    }

    private QuestionError unknown(String field) {
        String known = Stream.concat(explore.dimensions().values().stream().filter(access::sees).map(Fields::shown),
            explore.shownMetrics().stream().map(Metric::name))
            .collect(Collectors.joining(", "));
        return new QuestionError("There is no field '" + field + "' in " + explore.name() + ".", "Those that are: " + known + ".");
    }

    private static String shown(Dimension dimension) {
        return dimension.isDay() ? dimension.name() + Dimension.SEPARATOR + "("
            + dimension.grains().stream().map(Grain::word).collect(Collectors.joining("|")) + ")" : dimension.name();
    }
}
