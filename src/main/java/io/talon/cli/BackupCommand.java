package io.talon.cli;

import io.talon.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a restore needs, in a new folder. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = {
    "Copies ledger, published mart and embedded bucket into a new folder, whether the service works or not.",
    "To restore, start with talon.home set to a copy of that folder: the warehouse is loaded again from the store."})
public final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "A folder that is not there yet.")
    private Path folder;

    @Override
    public Integer call() throws Exception {
        Backup.write(Console.settings(), folder.toAbsolutePath());
        Console.say("written  " + folder.toAbsolutePath());
        return 0;
    }
}
