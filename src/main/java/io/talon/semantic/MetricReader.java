package io.talon.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.model.Keys;
import io.talon.model.ProjectError;
import io.talon.semantic.Metric.Agg;
import io.talon.semantic.Metric.Kind;
import java.text.DecimalFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Makes metrics of those that a model declares. */
final class MetricReader {
    private static final Pattern DIMENSION = Pattern.compile("\\{\\{\\s*Dimension\\(\\s*['\"]([a-z0-9_]+?)__([a-z0-9_]+)['\"]\\s*\\)\\s*}}");
    private static final Set<String> COMMON = Set.of("name", "label", "description", "type", "hidden", "config");
    private static final Map<Kind, Set<String>> OWN = Map.of(Kind.SIMPLE, Set.of("agg", "expr", "filter"), Kind.RATIO, Set.of("numerator", "denominator"),
        Kind.DERIVED, Set.of("expr", "input_metrics"));
    private final Keys keys;
    private final String relation;
    private final Set<String> columns;
    private final String entity;
    private final Map<String, Dimension> dimensions;

    MetricReader(Keys keys, String relation, Set<String> columns, String entity, Map<String, Dimension> dimensions) {
        this.keys = keys;
        this.relation = relation;
        this.columns = columns;
        this.entity = entity;
        this.dimensions = dimensions;
    }

    Map<String, Metric> metrics(JsonNode yaml) {
        Map<String, Metric> read = new LinkedHashMap<>();
        for (JsonNode metric : yaml) {
            Metric found = metric(metric);
            if (read.put(found.name(), found) != null) {
                throw error(found.name(), "is there twice", "Rename one of them.");
            }
        }
        MetricSql sql = new MetricSql(read, this::error);
        read.replaceAll((name, metric) -> metric.withSql(sql.of(metric)));
        return read;
    }

    private Metric metric(JsonNode yaml) {
        String name = yaml.path("name").asText();
        if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
            throw error(name, "has a name that is none", "Use a-z, 0-9 and single _.");
        }
        Kind kind = oneOf(name, "type", yaml.path("type").asText("simple"), Kind.values());
        allowed(name, kind, yaml);
        JsonNode meta = yaml.path("config").path("meta");
        return new Metric(name, yaml.path("label").asText(name), yaml.path("description").asText(), kind, kind == Kind.SIMPLE ? agg(name, yaml) : null,
            kind == Kind.RATIO ? null : formula(name, required(name, yaml, "expr"), kind == Kind.SIMPLE ? columns : null),
            yaml.has("filter") ? formula(name, withoutDimensions(name, yaml.path("filter").asText()), columns) : null,
            kind == Kind.RATIO ? required(name, yaml, "numerator") : null, kind == Kind.RATIO ? required(name, yaml, "denominator") : null, inputs(yaml), format(name, meta),
            meta.path("group").asText(), yaml.path("hidden").asBoolean(), null);
    }

    private void allowed(String name, Kind kind, JsonNode yaml) {
        Set<String> known = new TreeSet<>(COMMON);
        known.addAll(OWN.get(kind));
        keys.only(yaml, "the " + kind.word() + " metric " + name, name, known);
        keys.only(yaml.path("config"), "the config of metric " + name, name, Set.of("meta"));
        keys.only(yaml.path("config").path("meta"), "the meta of metric " + name, name, Set.of("format", "unit", "scale", "group", "good"));
        yaml.path("input_metrics").forEach(input -> keys.only(input, "an input of metric " + name, name, Set.of("name")));
    }

    private Agg agg(String name, JsonNode yaml) {
        return oneOf(name, "agg", required(name, yaml, "agg"), Agg.values());
    }

    private <E extends Enum<E>> E oneOf(String metric, String key, String word, E[] known) {
        for (E one : known) {
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return one;
            }
        }
        List<String> words = Arrays.stream(known).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
        throw error(metric, "has " + key + " '" + word + "', which is not supported", "Those that are: " + String.join(", ", words) + ".");
    }

    private String required(String metric, JsonNode yaml, String key) {
        if (!yaml.path(key).isValueNode() || yaml.path(key).asText().isBlank()) {
            throw error(metric, "has no " + key + ", or it is no text", "Give it one.");
        }
        return yaml.path(key).asText();
    }

    /** @param known null where the names are those of metrics */
    private Formula formula(String metric, String text, Set<String> known) {
        if (text.contains("{{") || text.contains("{%")) {
            throw error(metric, "holds a template other than {{ Dimension('…') }} in its filter", "Write plain SQL over the model's columns.");
        }
        try {
            Formula formula = Formula.of(text);
            formula.names().stream().filter(name -> known != null && !known.contains(name)).findFirst().ifPresent(name -> {
                throw error(metric, "names the column '" + name + "', which " + relation + " does not describe", "Correct the name, or describe the column.");
            });
            return formula;
        } catch (IllegalArgumentException e) {
            throw error(metric, "cannot be read: " + e.getMessage(), "Write an SQL expression over the names of columns, without tables and selects.");
        }
    }

    private String withoutDimensions(String metric, String filter) {
        return DIMENSION.matcher(filter).replaceAll(found -> {
            Dimension dimension = dimensions.get(found.group(2));
            if (dimension == null || !found.group(1).equals(entity)) {
                throw error(metric, "filters by " + found.group() + ", which " + relation + " does not have",
                    "Write the primary entity, two underscores and a dimension: " + entity + "__….");
            }
            return Matcher.quoteReplacement(dimension.column());
        });
    }

    private static List<String> inputs(JsonNode yaml) {
        return StreamSupport.stream(yaml.path("input_metrics").spliterator(), false).map(input -> input.path("name").asText()).toList();
    }

    private Format format(String metric, JsonNode meta) {
        String good = meta.path("good").asText();
        if (!good.matches("up|down|")) {
            throw error(metric, "has good '" + good + "'", "Write up or down.");
        }
        try {
            new DecimalFormat(meta.path("format").asText());
        } catch (IllegalArgumentException e) {
            throw error(metric, "has the format '" + meta.path("format").asText() + "', which is none", "Write one such as 0.0 or #,##0.");
        }
        return new Format(meta.path("format").asText(Format.PLAIN.pattern()), meta.path("unit").asText(), meta.path("scale").asInt(1), good);
    }

    private ProjectError error(String metric, String problem, String remedy) {
        return new ProjectError(keys.place(relation, "metrics", metric), "the metric '" + metric + "' " + problem, remedy);
    }
}
