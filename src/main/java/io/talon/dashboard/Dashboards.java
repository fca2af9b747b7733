package io.talon.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.Packaged;
import io.talon.model.ProjectError;
import io.talon.model.ProjectFiles;
import io.talon.semantic.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dashboards of the folder warehouse/dashboards, in the order of their files: LookML dashboards, in the part of that language that is shown here. */
public final class Dashboards {
    private final Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Dashboards(ProjectFiles files, Definitions definitions) {
        for (String file : files.names("dashboards/", ".dashboard.lookml")) {
            for (JsonNode yaml : files.yaml(file)) {
                add(file, new DashboardReader(new Place(files, file), definitions, warnings).dashboard(yaml));
            }
        }
    }

    /** Those of the folder warehouse/, in the working folder or as packaged. */
    public static Dashboards load(Path workingFolder, Definitions definitions) {
        return read(Packaged.folder(workingFolder, "warehouse"), definitions);
    }

    /** @param project folder of a dbt project, on any file system */
    public static Dashboards read(Path project, Definitions definitions) {
        return new Dashboards(new ProjectFiles(project), definitions);
    }

    private void add(String file, Dashboard dashboard) {
        if (dashboards.put(dashboard.name(), dashboard) != null) {
            throw new ProjectError(file, "a dashboard '" + dashboard.name() + "' is there already", "Rename one of them.");
        }
    }

    public Collection<Dashboard> all() {
        return dashboards.values();
    }

    public Optional<Dashboard> named(String name) {
        return Optional.ofNullable(dashboards.get(name));
    }

    /** What of the files is passed over, since only Looker shows it. */
    public List<String> warnings() {
        return warnings;
    }
}
