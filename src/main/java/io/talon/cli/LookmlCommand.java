package io.talon.cli;

import io.talon.Packaged;
import io.talon.dashboard.Dashboards;
import io.talon.lookml.Lookml;
import io.talon.semantic.Definitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The definitions for Looker. */
@Command(name = "lookml", mixinStandardHelpOptions = true, description = "Writes the definitions and dashboards of warehouse/ as a LookML project; asks no warehouse.")
public final class LookmlCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "Where to; files of the same names are replaced.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Path workingFolder = Path.of("").toAbsolutePath();
        Definitions definitions = Definitions.load(workingFolder);
        // A dashboard that names what is not there is refused here as at the start.
        Dashboards.load(workingFolder, definitions);
        Lookml.write(definitions, Packaged.folder(workingFolder, "warehouse"), folder.toAbsolutePath()).forEach(file -> Console.say("written  " + file));
        return 0;
    }
}
