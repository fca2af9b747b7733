package io.talon.cli;

import io.talon.App;
import io.talon.ConfigurationException;
import io.talon.Settings;
import io.talon.TalonException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

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
        System.setProperty("org.jline.terminal.dumb", "true");
    }

    static boolean isTerminal() {
        return System.console() != null;
    }

    public static Settings settings() {
        return Settings.load(Path.of("").toAbsolutePath(), System.getenv(), System.getProperties());
    }

    public static void say(String line) {
        System.out.println(line);
    }

    public static void say(List<String> lines) {
        lines.forEach(Console::say);
    }

    public static void closing(App app) {
        try {
            app.close();
        } catch (Exception e) {
            System.err.println("Stopping left something open: " + e.getMessage());
        }
    }

    /** Says what went wrong and what to do, and answers the exit code. */
    public static int refused(Exception e) {
        TalonException reason = reason(e);
        if (reason == null) {
            System.err.println("Failed: " + root(e));
            return FAILED;
        }
        System.err.println(reason.getMessage() + "\n  " + reason.remedy());
        return reason instanceof ConfigurationException ? WRONG_USAGE : FAILED;
    }

    private static TalonException reason(Throwable e) {
        return e == null || e instanceof TalonException ? (TalonException) e : reason(e.getCause());
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
