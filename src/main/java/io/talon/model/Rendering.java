package io.talon.model;

import com.hubspot.jinjava.el.ext.NamedParameter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** One rendering of a file: answers what the template asks for, and notes what it refers to and how it is configured. */
public final class Rendering {
    static final String VARIABLE = "_rendering";
    private final String type;
    private final String file;
    private final Names names;
    private final Invocation invocation;
    private final boolean incremental;
    private final Set<String> dependsOn = new TreeSet<>();
    private Config config = Config.NONE;
    private String snapshot;

    Rendering(String type, String file, Names names, Invocation invocation, boolean incremental) {
        this.type = type;
        this.file = file;
        this.names = names;
        this.invocation = invocation;
        this.incremental = incremental;
    }

    Set<String> dependsOn() {
        return dependsOn;
    }

    Config config() {
        return config;
    }

    String file() {
        return file;
    }

    Invocation invocation() {
        return invocation;
    }

    /** The name in {@code {% snapshot name %}}; null if there was none. */
    String snapshot() {
        return snapshot;
    }

    void snapshot(String name) {
        if (snapshot != null) {
            throw problem("there is more than one snapshot", "Give each a file of its own.");
        }
        snapshot = name;
    }

    /** {@code ref('model')} or {@code ref('project', 'model')}. */
    public static Object ref(Object... arguments) {
        return current().relation(arguments);
    }

    public static Object source(Object... arguments) {
        if (arguments.length != 2) {
            throw current().problem("source() takes a source and a table", "Write source('maestroqa', 'total_scores').");
        }
        return current().raw(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
    }

    public static String config(Object... arguments) {
        for (Object argument : arguments) {
            if (!(argument instanceof NamedParameter setting)) {
                throw current().problem("config() takes settings by name", "Write config(materialized='table').");
            }
            current().set(setting.getName(), setting.getValue());
        }
        return "";
    }

    /** {@code var('name')} or {@code var('name', otherwise)}. */
    public static Object var(Object... arguments) {
        String name = String.valueOf(arguments[0]);
        return current().names.variable(name).orElseGet(() -> otherwise(arguments, "var('" + name + "') is not set", "Set it under vars in dbt_project.yml, or give a default."));
    }

    /** {@code env_var('NAME')} or {@code env_var('NAME', otherwise)}. */
    public static Object envVar(Object... arguments) {
        String name = String.valueOf(arguments[0]);
        Object value = current().invocation.environment().get(name);
        return value != null ? value : otherwise(arguments, "env_var('" + name + "') is not set", "Set the environment variable, or give a default.");
    }

    public static boolean isIncremental() {
        return current().incremental;
    }

    private static Object otherwise(Object[] arguments, String problem, String remedy) {
        if (arguments.length < 2) {
            throw current().problem(problem, remedy);
        }
        return arguments[1];
    }

    static Rendering current() {
        return (Rendering) JinjavaInterpreter.getCurrent().getContext().get(VARIABLE);
    }

    private Object relation(Object... arguments) {
        if (arguments.length == 0 || arguments.length > 2 || Arrays.stream(arguments).anyMatch(NamedParameter.class::isInstance)) {
            throw problem("ref() takes a model, or a project and a model", "Write ref('wide_maestroqa').");
        }
        String name = String.valueOf(arguments[arguments.length - 1]);
        String id = arguments.length == 2 && !arguments[0].equals(names.project()) ? null : names.id(name);
        if (id == null) {
            throw problem("ref('" + name + "') names no model, seed or snapshot", "Correct the name, or add the model.");
        }
        dependsOn.add(id);
        return names.relation(id);
    }

    private Object raw(String source, String table) {
        Source found = names.source(source, table)
            .orElseThrow(() -> problem("source('" + source + "', '" + table + "') is not declared", "Add it to a YAML file under models/."));
        dependsOn.add(found.id());
        return found.relation();
    }

    private void set(String name, Object value) {
        config = config.with(type, name, value, place());
    }

    private String place() {
        return file + ":" + Templates.line(JinjavaInterpreter.getCurrent());
    }

    private ProjectError problem(String problem, String remedy) {
        return new ProjectError(place(), problem, remedy);
    }
}
