package io.talon.model;

import com.hubspot.jinjava.el.ext.NamedParameter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One rendering of a file: answers what the template asks for, and notes what it refers to and how it is configured. */
public final class Rendering {
    static final String VARIABLE = "_rendering";
    private static final Set<String> MATERIALIZATIONS = Set.of("view", "table");
    private static final Set<String> SETTINGS = Set.of("materialized", "tags", "severity");

    private final TemplateFile file;
    private final Catalog catalog;
    private final Target target;
    private final Set<String> refs = new TreeSet<>();
    private final Map<String, String> config = new HashMap<>();

    Rendering(TemplateFile file, Catalog catalog, Target target) {
        this.file = file;
        this.catalog = catalog;
        this.target = target;
    }

    Set<String> refs() {
        return refs;
    }

    String config(String name, String otherwise) {
        return config.getOrDefault(name, otherwise);
    }

    /** {@code ref('model')} or {@code ref('project', 'model')}. */
    public static String ref(Object... arguments) {
        return current().relation(String.valueOf(arguments[arguments.length - 1]));
    }

    public static String source(Object... arguments) {
        if (arguments.length != 2) {
            throw current().problem("source() takes a source and a table", "Write source('maestroqa', 'total_scores').");
        }
        return current().raw(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
    }

    public static String config(Object... arguments) {
        for (Object argument : arguments) {
            if (argument instanceof NamedParameter setting) {
                current().set(setting.getName(), String.valueOf(setting.getValue()));
            }
        }
        return "";
    }

    private static Rendering current() {
        return (Rendering) JinjavaInterpreter.getCurrent().getContext().get(VARIABLE);
    }

    private String relation(String name) {
        if (!catalog.has(name)) {
            throw problem("ref('" + name + "') names no model and no seed", "Correct the name, or add the model.");
        }
        refs.add(name);
        return target.relation(name);
    }

    private String raw(String source, String table) {
        return catalog.source(source, table).map(found -> target.rawRelation(found.identifier()))
            .orElseThrow(() -> problem("source('" + source + "', '" + table + "') is not declared", "Add it to models/staging/sources.yml."));
    }

    private void set(String name, String value) {
        if (!SETTINGS.contains(name)) {
            throw problem("config(" + name + "=...) is not supported", "Those that are: " + String.join(", ", new TreeSet<>(SETTINGS)) + ".");
        }
        if (name.equals("materialized")) {
            materialization(file.file(), value);
        }
        config.put(name, value);
    }

    static String materialization(String file, String value) {
        if (!MATERIALIZATIONS.contains(value)) {
            throw new ProjectError(file, "materialized '" + value + "' is not supported", "Use view or table.");
        }
        return value;
    }

    private ProjectError problem(String problem, String remedy) {
        return new ProjectError(file.file() + ":" + JinjavaInterpreter.getCurrent().getLineNumber(), problem, remedy);
    }
}
