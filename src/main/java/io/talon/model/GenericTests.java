package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the data tests of YAML files: unique, not_null, accepted_values and relationships, with severity and where. */
final class GenericTests {
    private final Catalog catalog;
    private final Target target;

    GenericTests(Catalog catalog, Target target) {
        this.catalog = catalog;
        this.target = target;
    }

    List<DataTest> of(Map<String, JsonNode> properties) {
        List<DataTest> tests = new ArrayList<>();
        properties.forEach((file, yaml) -> {
            for (String kind : List.of("models", "seeds")) {
                yaml.path(kind).forEach(relation -> tests.addAll(ofRelation(file, relation)));
            }
        });
        return tests;
    }

    private List<DataTest> ofRelation(String file, JsonNode relation) {
        String model = relation.path("name").asText();
        if (!catalog.has(model)) {
            throw new ProjectError(file, "describes '" + model + "', which is no model and no seed", "Correct the name, or remove it.");
        }
        List<DataTest> tests = new ArrayList<>();
        for (JsonNode column : relation.path("columns")) {
            for (String key : List.of("tests", "data_tests")) {
                column.path(key).forEach(test -> tests.add(test(file, model, column.path("name").asText(), test)));
            }
        }
        return tests;
    }

    private DataTest test(String file, String model, String column, JsonNode test) {
        String type = test.isTextual() ? test.asText() : test.fieldNames().next();
        JsonNode options = test.isTextual() ? test : test.get(type);
        JsonNode arguments = options.has("arguments") ? options.get("arguments") : options;
        String where = setting(options, "where");
        String relation = where == null ? target.relation(model) : "(select * from " + target.relation(model) + " where " + where + ")";
        String severity = setting(options, "severity");
        return new DataTest(type + "_" + model + "_" + column, model, severity(severity), file, sql(file, type, relation, column, arguments));
    }

    private static String setting(JsonNode options, String name) {
        JsonNode value = options.path("config").has(name) ? options.path("config").path(name) : options.path(name);
        return value.isMissingNode() ? null : value.asText();
    }

    static DataTest.Severity severity(String text) {
        return text == null ? DataTest.Severity.ERROR : DataTest.Severity.valueOf(text.toUpperCase());
    }

    private String sql(String file, String type, String relation, String column, JsonNode arguments) {
        return switch (type) {
            case "unique" -> "select %2$s, count(*) as times from %1$s as t where %2$s is not null group by %2$s having count(*) > 1".formatted(relation, column);
            case "not_null" -> "select * from %s as t where %s is null".formatted(relation, column);
            case "accepted_values" -> "select %2$s, count(*) as times from %1$s as t where %2$s is not null and cast(%2$s as varchar) not in (%3$s) group by %2$s"
                .formatted(relation, column, values(arguments));
            case "relationships" -> "select t.%2$s from %1$s as t left join %3$s as parent on parent.%4$s = t.%2$s where t.%2$s is not null and parent.%4$s is null"
                .formatted(relation, column, parent(file, arguments.path("to").asText()), arguments.path("field").asText());
            default -> throw new ProjectError(file, "the test '" + type + "' of " + column + " is not supported",
                "Use unique, not_null, accepted_values or relationships, or write a query of failing rows into tests/.");
        };
    }

    private static String values(JsonNode arguments) {
        return StreamSupport.stream(arguments.path("values").spliterator(), false).map(JsonNode::asText).map(Ddl::literal).collect(Collectors.joining(", "));
    }

    /** @param to as in YAML: {@code ref('model')} */
    private String parent(String file, String to) {
        String name = to.replaceAll("^ref\\(['\"]|['\"]\\)$", "");
        if (!catalog.has(name)) {
            throw new ProjectError(file, "a relationships test points to " + to + ", which is no model and no seed", "Correct the name.");
        }
        return target.relation(name);
    }
}
