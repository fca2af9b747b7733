package io.talon.warehouse;

import io.talon.Packaged;
import io.talon.model.BuildPlan;
import io.talon.model.Project;
import io.talon.model.SourceTable;
import io.talon.model.Step;
import io.talon.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Variable;

/** Brings the dbt project and the warehouse together: what is to be built, and what of it is published. */
public final class Modeling {
    private static final String PUBLISHED = "marts";
    private final Path workingFolder;
    private final Warehouse warehouse;
    private final Mart mart;

    public Modeling(Path workingFolder, Warehouse warehouse, Mart mart) {
        this.workingFolder = workingFolder;
        this.warehouse = warehouse;
        this.mart = mart;
    }

    /** Reads the project as it is now and makes sure that all its sources are there, if only empty. */
    public BuildPlan compile() throws SQLException {
        BuildPlan plan = Project.load(Packaged.folder(workingFolder, "warehouse")).compile(Target.duckdb(Warehouse.BUILD, Warehouse.RAW));
        for (SourceTable source : plan.sources()) {
            warehouse.register(source.identifier(), source.columns());
        }
        return plan;
    }

    public void publish(@Variable("plan") BuildPlan plan) throws SQLException, IOException {
        List<String> marts = plan.steps().stream().filter(step -> step.layer().equals(PUBLISHED)).map(Step::name).toList();
        mart.publish(warehouse, marts);
    }
}
