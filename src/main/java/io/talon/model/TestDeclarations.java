package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.model.Declarations.Asked;
import io.talon.model.Declarations.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes tests of what YAML asks for: unique, not_null, accepted_values, relationships, and one for each declared grain. */
final class TestDeclarations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Set<String>> ARGUMENTS = Map.of("unique", Set.of(), "not_null", Set.of(), "accepted_values", Set.of("values", "quote"),
        "relationships", Set.of("to", "field"));
    private static final Set<String> SETTINGS = Set.of("severity", "where", "store_failures", "tags");
    private final ProjectFiles files;
    private final ProjectSettings settings;
    private final Names names;

    TestDeclarations(ProjectFiles files, ProjectSettings settings, Names names) {
        this.files = files;
        this.settings = settings;
        this.names = names;
    }

    List<Node> nodes(List<Asked> asked, Map<String, Declared> relations, Map<String, Node> nodes) {
        List<Node> tests = new ArrayList<>();
        asked.stream().map(this::node).filter(test -> nodes.containsKey(test.test().on()) || test.test().on().startsWith("source.")).forEach(tests::add);
        List<Node> grains = nodes.values().stream().filter(node -> !node.grain().isEmpty() && !isTested(node, tests)).map(node -> grain(node, relations.get(node.name()))).toList();
        tests.addAll(grains);
        return tests;
    }

    /** A column that is unique and not null is a grain already, and one look at all rows is enough. */
    private static boolean isTested(Node node, List<Node> tests) {
        return node.grain().size() == 1 && Stream.of("unique", "not_null").allMatch(kind -> tests.stream().anyMatch(test -> test.isStrict() && test.config().text("where", "").isBlank()
            && test.test().kind().equals(kind) && test.test().on().equals(node.id()) && node.grain().contains(test.test().column())));
    }

    private Node grain(Node node, Declared declared) {
        String name = "grain_" + node.name();
        GenericTest test = new GenericTest("grain", node.id(), null, node.grain(), null, null);
        return new Node(id(name), "test", name, declared == null ? node.file() : declared.file(), node.folders(), Config.NONE, Description.NONE, Set.of(node.id()),
            "{{ grain(" + String.join(", ", node.grain()) + ") }}", test);
    }

    private String id(String name) {
        return "test." + settings.name() + "." + name;
    }

    private Node node(Asked asked) {
        String kind = asked.test().isTextual() ? asked.test().asText() : asked.test().fieldNames().next();
        if (!ARGUMENTS.containsKey(kind)) {
            throw new ProjectError(files.place(asked.file(), plain(asked.relation()), asked.column(), kind), "the test '" + kind + "' of " + asked.column() + " is not supported",
                "Use unique, not_null, accepted_values or relationships, or write a query of failing rows into tests/.");
        }
        JsonNode options = asked.test().isTextual() ? JSON.createObjectNode() : asked.test().path(kind);
        JsonNode arguments = options.has("arguments") ? options.path("arguments") : options;
        refuseUnknown(asked, kind, options);
        GenericTest test = new GenericTest(kind, on(asked), asked.column(), values(arguments), to(asked, arguments), arguments.path("field").asText());
        return node(asked, test, config(asked, options));
    }

    private static String plain(String relation) {
        return relation.substring(relation.lastIndexOf('.') + 1);
    }

    private void refuseUnknown(Asked asked, String kind, JsonNode options) {
        Set<String> known = new TreeSet<>(ARGUMENTS.get(kind));
        known.addAll(SETTINGS);
        known.addAll(Set.of("name", "arguments", "config", "description"));
        new Keys(files, asked.file()).only(options, "the test " + kind, plain(asked.relation()), known);
    }

    private Config config(Asked asked, JsonNode options) {
        Config config = settings.config("test", List.of());
        for (JsonNode place : List.of(options, options.path("config"))) {
            for (Map.Entry<String, JsonNode> setting : place.properties()) {
                if (place != options || SETTINGS.contains(setting.getKey())) {
                    config = config.under(Config.NONE.with("test", setting.getKey(), JSON.convertValue(setting.getValue(), Object.class),
                        files.place(asked.file(), plain(asked.relation()), asked.column(), setting.getKey())));
                }
            }
        }
        return config;
    }

    private Node node(Asked asked, GenericTest test, Config config) {
        String name = String.join("_", test.to() != null
            ? List.of(test.kind(), plain(asked.relation()), test.column(), test.field(), "", "ref", plain(test.to()), "") : List.of(test.kind(), plain(asked.relation()), test.column()));
        Set<String> dependsOn = new TreeSet<>(Set.of(test.on()));
        if (test.to() != null) {
            dependsOn.add(test.to());
        }
        return new Node(id(name), "test", name, asked.file(), ProjectFiles.folders(asked.file()), config, Description.NONE, dependsOn,
            "{{ test_" + test.kind() + "(" + test.column() + ") }}", test);
    }

    private String on(Asked asked) {
        if (asked.relation().startsWith("source:")) {
            return "source." + settings.name() + "." + asked.relation().substring("source:".length());
        }
        return names.id(asked.relation());
    }

    private static List<String> values(JsonNode arguments) {
        return StreamSupport.stream(arguments.path("values").spliterator(), false).map(JsonNode::asText).toList();
    }

    /** The relation behind {@code to: ref('model')}; null where the test points to none. */
    private String to(Asked asked, JsonNode arguments) {
        if (!arguments.has("to")) {
            return null;
        }
        String to = arguments.path("to").asText();
        String id = names.id(to.replaceAll("^ref\\(['\"]|['\"]\\)$", ""));
        if (id == null) {
            throw new ProjectError(files.place(asked.file(), plain(asked.relation()), asked.column(), "to"), "a relationships test points to " + to + ", which is no model, seed or snapshot",
                "Correct the name: to: ref('model').");
        }
        return id;
    }
}
