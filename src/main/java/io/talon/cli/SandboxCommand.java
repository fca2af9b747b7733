package io.talon.cli;

import io.talon.ConfigurationException;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The vendor's stand-in alone, for whoever writes a client. */
@Command(name = "sandbox", mixinStandardHelpOptions = true, description = "Plays the vendor's API on this machine until it is stopped, so that any client can be tried on it.")
public final class SandboxCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8099", description = "Port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--dialect", defaultValue = "any", description = "rippit, legacy or any (default: ${DEFAULT-VALUE}).")
    private String dialect;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Folder whose total_scores.csv, groups.csv, ... are served instead of invented data.")
    private Path data;

    @Override
    public Integer call() throws Exception {
        try (Sandbox sandbox = Sandbox.start(options())) {
            Console.say(sandbox.notice());
            Console.say("Base URL " + sandbox.baseUrl() + ", token " + SandboxOptions.defaults().token() + ". Stop it with Ctrl-C.");
            new CountDownLatch(1).await();
            return 0;
        } catch (BindException e) {
            throw new ConfigurationException("The port " + port + " of 127.0.0.1 is taken.", "Choose another with --port, or stop the program that has it.");
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The sandbox cannot be started: " + e.getMessage() + ".", "Correct that option; see sandbox --help.");
        }
    }

    private SandboxOptions options() {
        SandboxOptions options = SandboxOptions.defaults().withPort(port).withDialect(dialect).withLimits(true);
        return data == null ? options : options.withData(data);
    }
}
