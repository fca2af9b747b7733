package io.talon;

import io.talon.cli.BackfillCommand;
import io.talon.cli.BackupCommand;
import io.talon.cli.BuildCommand;
import io.talon.cli.CompileCommand;
import io.talon.cli.Console;
import io.talon.cli.DemoCommand;
import io.talon.cli.DocsCommand;
import io.talon.cli.FreshnessCommand;
import io.talon.cli.InitCommand;
import io.talon.cli.LookmlCommand;
import io.talon.cli.PlanCommand;
import io.talon.cli.ReplayCommand;
import io.talon.cli.RunCommand;
import io.talon.cli.SandboxCommand;
import io.talon.cli.SqlCommand;
import io.talon.cli.StatusCommand;
import io.talon.cli.TestCommand;
import io.talon.cli.ValidateCommand;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command line. Without a verb it is the service: it works its schedules until it is stopped. */
@Command(name = "talon", mixinStandardHelpOptions = true, versionProvider = Talon.Version.class,
    description = {"From MaestroQA's asynchronous exports to a published mart, on a schedule.", "Without a command: the service, until it is stopped."},
    subcommands = {DemoCommand.class, RunCommand.class, BackfillCommand.class, PlanCommand.class, StatusCommand.class, ReplayCommand.class,
        SqlCommand.class, BuildCommand.class, TestCommand.class, FreshnessCommand.class, CompileCommand.class, DocsCommand.class, LookmlCommand.class, InitCommand.class, ValidateCommand.class, BackupCommand.class, SandboxCommand.class},
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:all that was asked for has landed (or is legally empty), tests passed, the mart is published",
        "1:something failed; a line per failure says what and what to do", "2:wrong usage or configuration"})
public final class Talon implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("talon");

    @Option(names = "--hawtio", description = "The service serves a Hawtio console too, on its management port.")
    private boolean hawtio;

    public static void main(String[] arguments) {
        Console.prepare();
        // Seconds that a request may take to arrive, and an answer to be taken; whoever is slower is cut off. The JDK reads them with its first server.
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "10");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxRspTime", "120");
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> broken(e));
        int exitCode = Console.FAILED;
        try {
            exitCode = execute(arguments);
        } catch (Error e) {
            Console.complain("Failed: " + e + (e.getCause() == null ? "" : ", since " + ExceptionUtils.getRootCause(e)));
        }
        // Parts of the embedded S3 server may keep threads; nothing is left to wait for.
        System.exit(exitCode);
    }

    /** A process that ran out of memory would only seem to work; the ledger is as it was, and a supervisor starts it again. */
    private static void broken(Throwable e) {
        try {
            Console.complain("Failed: " + e);
        } finally {
            if (e instanceof VirtualMachineError) {
                Runtime.getRuntime().halt(Console.FAILED);
            }
        }
    }

    /** Runs a command as the process would, and answers its exit code. */
    public static int execute(String... arguments) {
        return arguments.length == 0 ? serve() : new CommandLine(new Talon()).setExecutionExceptionHandler((e, command, parsed) -> Console.refused(e)).execute(arguments);
    }

    /** The service waits for nobody to read the command line. */
    private static int serve() {
        try {
            return new Talon().call();
        } catch (Exception e) {
            return Console.refused(e);
        }
    }

    @Override
    public Integer call() throws Exception {
        AtomicReference<App> started = new AtomicReference<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Optional.ofNullable(started.get()).ifPresent(Talon::stop), "stop"));
        Settings settings = hawtio ? Console.settings().with(Map.of("management.hawtio", "true")) : Console.settings();
        settings.warnings().forEach(LOG::warn);
        LOG.info("Talon {} starts in {}", Version.number(), settings.home());
        App app = App.start(settings, Mode.SERVICE);
        started.set(app);
        app.notice().forEach(LOG::info);
        LOG.info("Talon is up: {}. Stop it with Ctrl-C or SIGTERM.", String.join(", ", app.sources()));
        tellGaps(app);
        new CountDownLatch(1).await();
        return 0;
    }

    /** A service that cannot tell them goes on with its schedules all the same. */
    private static void tellGaps(App app) {
        try {
            app.operations().gaps().forEach(LOG::warn);
        } catch (Exception e) {
            LOG.warn("It cannot be told what is missing: {} See 'talon plan'.", e.getMessage());
        }
    }

    private static void stop(App app) {
        Console.closing(app);
        LOG.info("Talon has stopped");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"talon " + number()};
        }

        static String number() {
            String version = Talon.class.getPackage().getImplementationVersion();
            return version == null ? "(built from classes)" : version;
        }
    }
}
