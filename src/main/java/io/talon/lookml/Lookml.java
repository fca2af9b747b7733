package io.talon.lookml;

import io.talon.semantic.Definitions;
import io.talon.semantic.Explore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same definitions and dashboards as a LookML project, for those who have a Looker. */
public final class Lookml {
    static final String MODEL = "talon";
    private final Path folder;
    private final List<Path> written = new ArrayList<>();

    private Lookml(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a project, and answers its files.
     *
     * @param project the dbt project in which the dashboards are
     */
    public static List<Path> write(Definitions definitions, Path project, Path folder) throws IOException {
        Lookml lookml = new Lookml(folder);
        lookml.file("manifest.lkml", manifest());
        for (Explore explore : definitions.explores()) {
            lookml.file("views/" + explore.name() + ".view.lkml", new ViewText(explore).text());
        }
        lookml.file(MODEL + ".model.lkml", model(definitions));
        for (Path dashboard : LookerDashboard.files(project)) {
            lookml.file("dashboards/" + dashboard.getFileName(), LookerDashboard.text(dashboard));
        }
        return lookml.written;
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        written.add(Files.writeString(file, text));
    }

    private static String manifest() {
        return new Block().line("project_name: \"talon\"")
            .open("constant: CONNECTION").line("value: \"talon\"").line("export: override_required").close()
            .open("constant: SCHEMA").line("value: \"marts\"").line("export: override_optional").close().text();
    }

    private static String model(Definitions definitions) {
        Block model = new Block().line("connection: \"@{CONNECTION}\"").line("include: \"/views/*.view.lkml\"").line("include: \"/dashboards/*.dashboard.lookml\"").line("week_start_day: monday");
        for (Explore explore : definitions.explores()) {
            model.open("explore: " + explore.name()).text("label", explore.label()).text("description", explore.description());
            if (!explore.filters().isEmpty()) {
                model.open("always_filter:").line("filters: [" + String.join(", ", explore.filters().entrySet().stream()
                    .map(filter -> explore.name() + "." + filter.getKey() + ": " + Block.quoted(LookerCondition.of(filter.getValue()))).toList()) + "]").close();
            }
            model.close();
        }
        return model.text();
    }
}
