package io.talon.cli;

import io.talon.App;
import io.talon.ConfigurationException;
import io.talon.Secrets;
import io.talon.Settings;
import io.talon.TalonException;
import io.talon.log.LogFormat;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What all commands share: settings, lines for people, and what an exception means for the exit code. */
public final class Console {
    public static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private Console() {
    }

    /** Before anything is printed: on a terminal each line gives the progress bar's line its place. */
    public static void prepare() {
        if (isTerminal()) {
            System.setOut(new PrintStream(new LineStart(System.out), true));
        }
        // What is printed is English, and so are its numbers.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        // Whoever logs by java.util.logging, such as the S3 client's HTTP, is filtered and masked as all others.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.setProperty("org.jline.terminal.dumb", "true");
    }

    static boolean isTerminal() {
        return System.console() != null;
    }

    public static Settings settings() {
        Settings settings = Settings.load(Path.of("").toAbsolutePath(), System.getenv(), System.getProperties());
        if (settings.isLogJson()) {
            LogFormat.json();
        }
        return settings;
    }

    public static void say(String line) {
        System.out.println(line);
    }

    public static void complain(String line) {
        System.err.println(Secrets.mask(line));
    }

    public static void say(List<String> lines) {
        lines.forEach(Console::say);
    }

    public static void closing(App app) {
        try {
            app.close();
        } catch (Exception e) {
            complain("Stopping left something open: " + e.getMessage());
        }
    }

    /** Says what went wrong and what to do, and answers the exit code. */
    public static int refused(Exception e) {
        TalonException reason = reason(e);
        if (reason == null) {
            complain("Failed: " + root(e));
            return FAILED;
        }
        complain(reason.getMessage() + "\n  " + reason.remedy());
        return reason instanceof ConfigurationException ? WRONG_USAGE : FAILED;
    }

    private static TalonException reason(Throwable e) {
        return e == null || e instanceof TalonException ? (TalonException) e : reason(e.getCause());
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
