package io.talon;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.TimeUtils;

/**
 * Every setting of one start. Each comes from the first of: system property, environment variable, application.properties
 * in the working folder, and the defaults within the jar; a wrong or unknown one stops the start.
 */
public final class Settings {
    public static final String FILE = "application.properties";
    public static final String EMBEDDED = "embedded";
    private static final Pattern SECRET = Pattern.compile(".*[.](api-token|access-key|secret-key|password|webhook|key)|.*jdbc-url");
    private static final Pattern SOURCE_SWITCH = Pattern.compile("source[.](.+)[.]enabled");
    private static final Map<String, String> EXAMPLES = Map.of("maestroqa.base-url", " such as https://app.rippit.com/api/v1",
        "notify.slack.webhook", " such as https://hooks.slack.com/services/T000/B000/XXXX");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private final Path folder;
    private final Map<String, String> environment;
    private final Properties values = new Properties();
    private final List<String> warnings = new ArrayList<>();

    private Settings(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** @param folder the working folder, in which application.properties, routes/ and warehouse/ may lie */
    public static Settings load(Path folder, Map<String, String> environment, Properties system) {
        Settings settings = new Settings(folder, environment);
        settings.values.putAll(defaults());
        settings.values.putAll(settings.file());
        settings.refuseUnknown();
        for (String name : settings.values.stringPropertyNames()) {
            settings.set(name, system.getProperty(name, settings.given(name, environment)));
        }
        settings.secrets().forEach(name -> Secrets.learn(settings.text(name)));
        settings.warnOfRemoteJmx(system);
        new SettingsCheck(settings).all();
        settings.values.setProperty("talon.home", settings.path("talon.home").toString());
        return settings;
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream file = Settings.class.getResourceAsStream("/" + FILE)) {
            defaults.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults;
    }

    private Properties file() {
        Properties file = new Properties();
        Path path = folder.resolve(FILE);
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigurationException("Cannot read " + path + ": " + e.getMessage() + ".", "It must be a properties file in UTF-8.");
            }
        }
        return file;
    }

    /** From a variable of the property's name or, if it is a secret, from the file that a variable names. */
    private String given(String name, Map<String, String> environment) {
        String variable = variableOf(name);
        String file = SECRET.matcher(name).matches() ? environment.get(variable + "_FILE") : null;
        if (file == null) {
            return environment.get(variable);
        }
        if (environment.containsKey(variable)) {
            throw new ConfigurationException("Both " + variable + " and " + variable + "_FILE are set.", "Set one of them.");
        }
        SecretFile secret = new SecretFile(variable + "_FILE", folder.resolve(file));
        if (secret.isReadableByAll()) {
            warnings.add("The secret in " + secret.path() + " can be read by every user of this machine: chmod o-r would do.");
        }
        return secret.read();
    }

    private static String variableOf(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Talon opens none; whoever starts the JVM may. */
    private void warnOfRemoteJmx(Properties system) {
        String port = system.getProperty("com.sun.management.jmxremote.port");
        if (port != null && system.getProperty("com.sun.management.jmxremote.authenticate", "true").equalsIgnoreCase("false")) {
            warnings.add("Remote JMX is open on port " + port + " without a password, and whoever reaches it can do anything in this process: leave com.sun.management.jmxremote.* out and ask "
                + "/jolokia on the management port, with management.password and management.keystore.");
        }
    }

    /** What does not stop a start, but should be known to whoever starts. */
    public List<String> warnings() {
        return warnings;
    }

    private void set(String name, String value) {
        if (value != null) {
            values.setProperty(name, value);
        }
    }

    /** A name is known if the defaults have it, if it is Camel's own, or if a route uses it. */
    private void refuseUnknown() {
        Set<String> defaults = defaults().stringPropertyNames();
        List<String> others = file().stringPropertyNames().stream().filter(name -> !defaults.contains(name) && !name.startsWith("camel.")).toList();
        if (!others.isEmpty()) {
            Set<String> known = new RoutesLocation(folder).placeholders();
            known.addAll(defaults);
            others.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> refuseUnknown(name, known));
        }
    }

    private static void refuseUnknown(String name, Set<String> known) {
        throw new ConfigurationException("Unknown property " + name + " in " + FILE + ".", "Remove it, or correct its name: did you mean " + Spelling.nearest(name, known).orElseThrow() + "?");
    }

    /** The value with {{placeholders}} for other properties filled in. */
    public String text(String name) {
        Matcher placeholder = PLACEHOLDER.matcher(values.getProperty(name, "").trim());
        return placeholder.replaceAll(match -> Matcher.quoteReplacement(values.getProperty(match.group(1), match.group())));
    }

    /** An environment variable that no property stands for, or null. */
    public String variable(String name) {
        return environment.get(name);
    }

    /** All names that have a value. */
    Set<String> names() {
        return values.stringPropertyNames();
    }

    public boolean isEmbedded(String name) {
        return text(name).equals(EMBEDDED);
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    public boolean isLogJson() {
        return text("log.format").equals("json");
    }

    /** A source that has no switch is always on. */
    public boolean isSourceOn(String source) {
        String name = enabled(source);
        return !values.containsKey(name) || flag(name);
    }

    private static String enabled(String source) {
        return "source." + source.replace('_', '-') + ".enabled";
    }

    /** @param on the sources that are on */
    ConfigurationException noSource(String name, Set<String> on) {
        if (!isSourceOn(name)) {
            return new ConfigurationException("The source '" + name + "' is off.", "Set " + enabled(name) + "=true.");
        }
        Set<String> known = new TreeSet<>(on);
        names().stream().map(SOURCE_SWITCH::matcher).filter(Matcher::matches).forEach(one -> known.add(one.group(1).replace('-', '_')));
        return new ConfigurationException("There is no source '" + name + "'.", "Did you mean " + Spelling.nearest(name, known).orElseThrow() + "? Those that are on: " + String.join(", ", on) + ".");
    }

    public URI url(String name) {
        return parsed(name, "an http or https URL" + EXAMPLES.getOrDefault(name, ""), value -> {
            URI url = URI.create(value);
            if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null || !url.getScheme().matches("https?")) {
                throw new IllegalArgumentException();
            }
            return url;
        });
    }

    public Duration duration(String name) {
        return parsed(name, "a length of time such as 10s, 5m or 2h", value -> {
            Duration duration = Duration.ofMillis(TimeUtils.toMilliSeconds(value));
            if (duration.isNegative() || duration.isZero() && !name.equals("export.overlap")) {
                throw new IllegalArgumentException();
            }
            return duration;
        });
    }

    /** How long an export may take, by the properties that say so. */
    public Map<String, Duration> patience() {
        return Stream.of("export.stall", "export.deadline").collect(Collectors.toMap(Function.identity(), this::duration));
    }

    public int number(String name) {
        return parsed(name, "a whole number above 0", value -> {
            int number = Integer.parseInt(value);
            if (number < 1) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    public Path path(String name) {
        return folder.resolve(text(name)).toAbsolutePath().normalize();
    }

    /** The folder in which everything embedded lives. */
    public Path home() {
        return path("talon.home");
    }

    public Path folder() {
        return folder;
    }

    /** The same settings with some replaced: how a command or the embedded parts put in theirs. */
    public Settings with(Map<String, String> replaced) {
        Settings copy = new Settings(folder, environment);
        copy.values.putAll(values);
        copy.values.putAll(replaced);
        copy.warnings.addAll(warnings);
        return copy;
    }

    /** What routes may use as placeholders: everything but secrets, which no route, URI or JMX attribute needs to hold. */
    public Properties forRoutes() {
        Properties forRoutes = new Properties();
        values.stringPropertyNames().stream().filter(name -> !SECRET.matcher(name).matches())
            .forEach(name -> forRoutes.setProperty(name, text(name)));
        forRoutes.setProperty("notify.slack.host", flag("notify.slack.enabled") ? url("notify.slack.webhook").resolve("/").toString() : "");
        return forRoutes;
    }

    private Stream<String> secrets() {
        return values.stringPropertyNames().stream().filter(name -> SECRET.matcher(name).matches());
    }

    private <T> T parsed(String name, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (RuntimeException e) {
            throw wrong(name, "must be " + expected, whereToCorrect(name));
        }
    }

    ConfigurationException wrong(String name, String problem, String remedy) {
        return new ConfigurationException("The property " + name + " is " + shown(name) + "; it " + problem + ".", remedy);
    }

    /** A variable overrides the file. */
    String whereToCorrect(String name) {
        String variable = variableOf(name);
        return "Correct it in " + (environment.containsKey(variable) ? "the variable " + variable : FILE) + ".";
    }

    private String shown(String name) {
        return text(name).isEmpty() ? "empty" : SECRET.matcher(name).matches() ? "'(hidden)'" : "'" + text(name) + "'";
    }
}
