package io.talon.question;

import io.talon.access.Access;
import io.talon.question.Compiled.Select;
import io.talon.semantic.Definitions;
import io.talon.semantic.Dimension.Type;
import io.talon.semantic.Explore;
import io.talon.semantic.Explore.Part;
import io.talon.semantic.Metric;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes SQL of a question: names are looked up in the definitions, values are bound, and whatever the person may not see is as if it were not there. */
public final class Compiler {
    static final int MOST_VALUES = 100;
    private static final int MOST_FIELDS = 50;
    private final Definitions definitions;
    private final Conditions conditions;

    /** @param clock by which the last week is known */
    public Compiler(Definitions definitions, Clock clock) {
        this.definitions = definitions;
        this.conditions = new Conditions(clock);
    }

    /** @throws QuestionError naming what the explore does not have, or this person may not see */
    public Compiled compile(Question question, Access access) {
        Fields fields = fields(question.explore(), access);
        Set<String> names = new LinkedHashSet<>(question.fields());
        names.addAll(question.pivots());
        if (names.isEmpty() || names.size() > MOST_FIELDS) {
            throw new QuestionError("A question has 1 to " + MOST_FIELDS + " fields.", "Name metrics and dimensions in 'fields'.");
        }
        question.pivots().forEach(fields::part);
        List<Column> columns = names.stream().map(fields::column).toList();
        List<Condition> where = new ArrayList<>(fields.rows());
        List<Condition> having = new ArrayList<>();
        question.filters().forEach((field, text) -> filter(fields, field, text, where, having));
        List<Column> metrics = columns.stream().filter(Column::isMetric).toList();
        Select select = new Statement(fields, columns).where(where).grouped(having).sorted(question.sorts()).limit(question.limit() + 1).select();
        // A condition on a metric chooses among groups, and all rows together are none of them.
        Select totals = question.totals() && !metrics.isEmpty() ? new Statement(fields, metrics).where(where).select() : null;
        return new Compiled(select, columns, question.limit(), totals);
    }

    /** Selects the values of a text dimension that contain {@code like}. */
    Select values(String explore, String field, String like, Access access) {
        Fields fields = fields(explore, access);
        Part part = fields.part(field);
        if (part.dimension().type() != Type.TEXT) {
            throw new QuestionError("The values of '" + field + "' are not listed.", "Only those of texts are.");
        }
        List<Condition> where = new ArrayList<>(fields.rows());
        where.add(Condition.of(fields.sql(part) + " IS NOT NULL"));
        if (!like.isEmpty()) {
            Conditions.check(like);
            where.add(Conditions.contains(fields.sql(part), like));
        }
        return new Statement(fields, List.of(fields.column(field))).where(where).grouped(List.of()).sorted(List.of(field)).limit(MOST_VALUES).select();
    }

    /** The explores of which a person may see something. */
    public Stream<Explore> explores(Access access) {
        return definitions.explores().stream().filter(explore -> Fields.missing(explore, access).isEmpty());
    }

    /** The days that a condition such as last 4 weeks stands for now; nothing where it is no such. */
    public Optional<Period> period(String condition) {
        return conditions.period(condition);
    }

    /** The fields of a question's conditions that are shown only to whom they are granted. */
    public List<String> restricted(Question question) {
        Explore explore = definitions.explore(question.explore()).orElseThrow();
        return question.filters().keySet().stream().filter(field -> explore.part(field).filter(part -> part.dimension().restricted()).isPresent()).toList();
    }

    private Fields fields(String name, Access access) {
        Explore explore = definitions.explore(name).orElseThrow(() -> new QuestionError("There is no explore '" + name + "'.",
            "Those that are: " + String.join(", ", definitions.explores().stream().map(Explore::name).toList()) + "."));
        return new Fields(explore, access);
    }

    private void filter(Fields fields, String field, String text, List<Condition> where, List<Condition> having) {
        Metric metric = fields.explore().metric(field).filter(found -> !found.hidden()).orElse(null);
        Part part = metric == null ? fields.part(field) : null;
        if (!text.isBlank() && metric != null) {
            having.add(conditions.of(Type.NUMBER, "(" + metric.scaledSql() + ")", text));
        } else if (!text.isBlank()) {
            where.add(conditions.of(part.dimension().type(), fields.sql(part), text));
        }
    }
}
