package io.talon;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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
        SettingsReader reader = new SettingsReader(folder, environment, system);
        settings.values.putAll(reader.read());
        settings.warnings.addAll(reader.warnings());
        settings.secrets().forEach(name -> Secrets.learn(settings.text(name)));
        new SettingsCheck(settings).all();
        settings.values.setProperty("talon.home", settings.path("talon.home").toString());
        return settings;
    }

    /** What does not stop a start, but should be known to whoever starts. */
    public List<String> warnings() {
        return warnings;
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
        String name = switchOf(source);
        return !values.containsKey(name) || flag(name);
    }

    /** The property that switches a source on or off. */
    static String switchOf(String source) {
        return "source." + source.replace('_', '-') + ".enabled";
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
        values.stringPropertyNames().stream().filter(name -> !isSecret(name))
            .forEach(name -> forRoutes.setProperty(name, text(name)));
        forRoutes.setProperty("notify.slack.host", flag("notify.slack.enabled") ? url("notify.slack.webhook").resolve("/").toString() : "");
        return forRoutes;
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private Stream<String> secrets() {
        return values.stringPropertyNames().stream().filter(Settings::isSecret);
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
        String variable = SettingsReader.variableOf(name);
        return "Correct it in " + (environment.containsKey(variable) ? "the variable " + variable : FILE) + ".";
    }

    private String shown(String name) {
        return text(name).isEmpty() ? "empty" : isSecret(name) ? "'(hidden)'" : "'" + text(name) + "'";
    }
}
