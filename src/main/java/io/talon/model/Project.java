package io.talon.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A dbt project: models, seeds and snapshots with references to each other, macros, and data tests. */
public final class Project {
    private static final Map<String, String> TYPES = Map.of("models/", "model", "seeds/", "seed", "snapshots/", "snapshot");
    private final ProjectFiles files;
    private final ProjectSettings settings;
    private final Templates templates;
    private final Declarations declarations;
    /** Path of a relation's file by its name. */
    private final Map<String, String> named = new TreeMap<>();

    Project(ProjectFiles files) {
        this.files = files;
        this.settings = new ProjectSettings(files);
        this.templates = new Templates(files);
        this.declarations = new Declarations(files, settings);
        TYPES.keySet().forEach(folder -> files.names(folder, folder.equals("seeds/") ? ".csv" : ".sql").forEach(this::name));
        declarations.relations().forEach(this::refuseStranger);
    }

    /** @param folder on any file system, so one within a jar will do */
    public static Project load(Path folder) {
        return new Project(new ProjectFiles(folder));
    }

    private void name(String file) {
        String name = ProjectFiles.baseName(file);
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new ProjectError(file, "the name '" + name + "' is no plain table name", "Use a-z, 0-9 and _ only.");
        }
        String other = named.put(name, file);
        if (other != null) {
            throw new ProjectError(file, "the name '" + name + "' is taken by " + other, "Rename one of them.");
        }
    }

    private void refuseStranger(String name, Declarations.Declared declared) {
        if (!named.containsKey(name) || !type(named.get(name)).equals(declared.type())) {
            throw new ProjectError(files.place(declared.file(), name), "describes '" + name + "', which is no " + declared.type(), "Correct the name, or remove it.");
        }
    }

    private static String type(String file) {
        return TYPES.get(file.substring(0, file.indexOf('/') + 1));
    }

    /** Reads all references and settings; nothing is asked of a warehouse. */
    public Graph parse(Invocation invocation) {
        Names names = new Parsing(invocation);
        Map<String, Node> nodes = new TreeMap<>();
        named.forEach((name, file) -> add(nodes, relation(name, file, names, invocation)));
        files.names("tests/", ".sql").forEach(file -> add(nodes, singular(file, names, invocation)));
        new TestDeclarations(files, settings, names).nodes(declarations.tests(), declarations.relations(), nodes).forEach(test -> add(nodes, test));
        return new Graph(settings, declarations.sources(), nodes, templates, invocation);
    }

    private static void add(Map<String, Node> nodes, Node node) {
        if (node.config().flag("enabled", true)) {
            nodes.put(node.id(), node);
        }
    }

    private Node relation(String name, String file, Names names, Invocation invocation) {
        String type = type(file);
        Declarations.Declared declared = declarations.relations().getOrDefault(name, new Declarations.Declared(type, file, Config.NONE, Description.NONE));
        List<String> folders = ProjectFiles.folders(file);
        Config outer = settings.config(type, folders).under(declared.config());
        Rendering rendering = new Rendering(type, file, names, invocation, true);
        Set<String> dependsOn = type.equals("seed") ? Set.of() : references(file, name, rendering, names, invocation);
        if (type.equals("snapshot") && !name.equals(rendering.snapshot())) {
            throw new ProjectError(file, "holds no snapshot of its own name", "Write {% snapshot " + name + " %} … {% endsnapshot %}.");
        }
        return new Node(type + "." + settings.name() + "." + name, type, name, file, folders, outer.under(rendering.config()), declared.description(), dependsOn, files.text(file), null);
    }

    /** What the file refers to, whichever way its conditions on {@code is_incremental()} go. */
    private Set<String> references(String file, String name, Rendering rendering, Names names, Invocation invocation) {
        Relation self = new Relation(invocation.target().schema(), name);
        templates.render(files.text(file), rendering, self);
        Rendering first = new Rendering(type(file), file, names, invocation, false);
        templates.render(files.text(file), first, self);
        Set<String> both = new TreeSet<>(rendering.dependsOn());
        both.addAll(first.dependsOn());
        return both;
    }

    private Node singular(String file, Names names, Invocation invocation) {
        Rendering rendering = new Rendering("test", file, names, invocation, false);
        templates.render(files.text(file), rendering, null);
        String name = ProjectFiles.baseName(file);
        return new Node("test." + settings.name() + "." + name, "test", name, file, ProjectFiles.folders(file), settings.config("test", List.of()).under(rendering.config()),
            Description.NONE, rendering.dependsOn(), files.text(file), null);
    }

    /** References while the project is read: any name will do for what they stand for. */
    private final class Parsing implements Names {
        private final Invocation invocation;

        Parsing(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public String id(String name) {
            return named.containsKey(name) ? type(named.get(name)) + "." + settings.name() + "." + name : null;
        }

        @Override
        public Object relation(String id) {
            return new Relation(invocation.target().schema(), id.substring(id.lastIndexOf('.') + 1));
        }

        @Override
        public Optional<Source> source(String source, String table) {
            return declarations.sources().stream().filter(found -> found.source().equals(source) && found.name().equals(table)).findFirst();
        }

        @Override
        public Optional<Object> variable(String name) {
            return settings.variable(name);
        }

        @Override
        public String project() {
            return settings.name();
        }
    }
}
