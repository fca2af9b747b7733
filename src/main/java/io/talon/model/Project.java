package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** A dbt project: SQL models with references to each other, macros, seeds and data tests. */
public final class Project {
    private final ProjectFiles files;
    private final Templates templates;
    private final Catalog catalog;

    private Project(ProjectFiles files) {
        this.files = files;
        this.templates = new Templates(files.macros());
        this.catalog = new Catalog(relations(files), sources(files.properties()));
    }

    /** @param folder on any file system, so one within a jar will do */
    public static Project load(Path folder) {
        return new Project(new ProjectFiles(folder));
    }

    /** Renders all models and tests for an engine and orders the models by their references. */
    public BuildPlan compile(Target target) {
        Map<String, Step> steps = new TreeMap<>();
        files.seeds().forEach((file, csv) -> add(steps, seed(file, csv, target)));
        files.models().forEach(model -> add(steps, model(model, target)));
        List<DataTest> tests = new ArrayList<>(new GenericTests(catalog, target).of(files.properties()));
        files.singularTests().forEach(test -> tests.add(singular(test, target)));
        return new BuildPlan(catalog.sources(), ordered(steps), tests);
    }

    private static void add(Map<String, Step> steps, Step step) {
        steps.put(step.name(), step);
    }

    private static Step seed(String file, String csv, Target target) {
        String name = ProjectFiles.baseName(file);
        return new Step(name, "seeds", "seed", Set.of(), file, Ddl.seed(target, file, target.relation(name), csv));
    }

    private Step model(TemplateFile model, Target target) {
        Rendering rendering = new Rendering(model, catalog, target);
        String select = templates.render(model, rendering, target);
        String materialized = rendering.config("materialized", materializedByFolder(model.layer()));
        return new Step(model.name(), model.layer(), materialized, rendering.refs(), model.file(),
            Ddl.build(target, materialized, target.relation(model.name()), select));
    }

    private String materializedByFolder(String layer) {
        JsonNode project = files.project();
        JsonNode models = project.path("models").path(project.path("name").asText());
        return Rendering.materialization("dbt_project.yml", models.path(layer).path("+materialized").asText("view"));
    }

    private DataTest singular(TemplateFile test, Target target) {
        Rendering rendering = new Rendering(test, catalog, target);
        String sql = templates.render(test, rendering, target);
        return new DataTest(test.name(), null, GenericTests.severity(rendering.config("severity", "error")), test.file(), sql);
    }

    /** Each step after all that it reads; among equals by name. */
    private static List<Step> ordered(Map<String, Step> steps) {
        Map<String, Step> done = new LinkedHashMap<>();
        steps.values().forEach(step -> visit(step, steps, done, new ArrayList<>()));
        return List.copyOf(done.values());
    }

    private static void visit(Step step, Map<String, Step> steps, Map<String, Step> done, List<String> path) {
        if (done.containsKey(step.name())) {
            return;
        }
        if (path.contains(step.name())) {
            throw new ProjectError(step.file(), "models refer to each other in a circle: " + String.join(" -> ", path) + " -> " + step.name(), "Break the circle.");
        }
        path.add(step.name());
        step.dependsOn().forEach(name -> visit(steps.get(name), steps, done, path));
        path.remove(step.name());
        done.put(step.name(), step);
    }

    private static Set<String> relations(ProjectFiles files) {
        Map<String, String> owners = new TreeMap<>();
        List<String> paths = new ArrayList<>(files.seeds().keySet());
        files.models().forEach(model -> paths.add(model.file()));
        for (String path : paths) {
            String name = ProjectFiles.baseName(path);
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new ProjectError(path, "the name '" + name + "' is no plain table name", "Use a-z, 0-9 and _ only.");
            }
            String other = owners.put(name, path);
            if (other != null) {
                throw new ProjectError(path, "the name '" + name + "' is taken by " + other, "Rename one of them.");
            }
        }
        return owners.keySet();
    }

    private static List<SourceTable> sources(Map<String, JsonNode> properties) {
        List<SourceTable> sources = new ArrayList<>();
        for (JsonNode yaml : properties.values()) {
            for (JsonNode source : yaml.path("sources")) {
                source.path("tables").forEach(table -> sources.add(source(source, table)));
            }
        }
        return sources;
    }

    private static SourceTable source(JsonNode source, JsonNode table) {
        String name = table.path("name").asText();
        List<String> columns = StreamSupport.stream(table.path("columns").spliterator(), false).map(column -> column.path("name").asText()).toList();
        return new SourceTable(source.path("name").asText(), name, table.path("identifier").asText(name), columns);
    }
}
