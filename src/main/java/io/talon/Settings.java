package io.talon;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.TimeUtils;
import org.apache.commons.lang3.StringUtils;

/**
 * Every setting of one start. Each comes from the first of: system property, environment variable, application.properties
 * in the working folder, and the defaults within the jar; a wrong or unknown one stops the start.
 */
public final class Settings {
    public static final String FILE = "application.properties";
    public static final String EMBEDDED = "embedded";
    private static final Pattern SECRET = Pattern.compile(".*[.](api-token|access-key|secret-key|password)|.*jdbc-url");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private final Path folder;
    private final Properties values = new Properties();

    private Settings(Path folder) {
        this.folder = folder;
    }

    /** @param folder the working folder, in which application.properties, routes/ and warehouse/ may lie */
    public static Settings load(Path folder, Map<String, String> environment, Properties system) {
        Settings settings = new Settings(folder);
        settings.values.putAll(defaults());
        settings.values.putAll(settings.file());
        settings.refuseUnknown();
        for (String name : settings.values.stringPropertyNames()) {
            String variable = environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            settings.set(name, system.getProperty(name, variable));
        }
        settings.secrets().forEach(name -> Secrets.learn(settings.text(name)));
        settings.check();
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

    private void set(String name, String value) {
        if (value != null) {
            values.setProperty(name, value);
        }
    }

    /** A name is known if the defaults have it, if a route uses it, or if it is Camel's own. */
    private void refuseUnknown() {
        TreeSet<String> known = new TreeSet<>(defaults().stringPropertyNames());
        known.addAll(new RoutesLocation(folder).placeholders());
        for (String name : file().stringPropertyNames()) {
            if (!known.contains(name) && !name.startsWith("camel.")) {
                String nearest = known.stream().min((a, b) -> distance(a, name) - distance(b, name)).orElseThrow();
                throw new ConfigurationException("Unknown property " + name + " in " + FILE + ".",
                    "Remove it, or correct its name: did you mean " + nearest + "?");
            }
        }
    }

    @SuppressWarnings("deprecation")
    private static int distance(String a, String b) {
        return StringUtils.getLevenshteinDistance(a, b);
    }

    private void check() {
        if (!isEmbedded("maestroqa.base-url")) {
            url("maestroqa.base-url");
            required("maestroqa.api-token", "Create a token in MaestroQA under Other Settings > API Tokens and set MAESTROQA_API_TOKEN.");
        }
        oneOf("maestroqa.dialect", "rippit", "legacy");
        if (!isEmbedded("store.endpoint") && !text("store.endpoint").equals("aws")) {
            url("store.endpoint");
        }
        if (!isEmbedded("store.endpoint")) {
            required("store.access-key", "Set STORE_ACCESS_KEY.");
            required("store.secret-key", "Set STORE_SECRET_KEY.");
        }
        matching("store.bucket", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "a bucket's name: 3 to 63 of a-z, 0-9, '.' and '-'");
        matching("store.prefix", "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", "folders of A-Z, a-z, 0-9, '.', '_' and '-', with '/' between them");
        matching("warehouse.jdbc-url", "jdbc:duckdb:.+", "a DuckDB file, such as jdbc:duckdb:/data/warehouse.duckdb");
        matching("ledger.jdbc-url", "jdbc:(sqlite|postgresql):.+", "jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
        for (String name : values.stringPropertyNames()) {
            if (name.endsWith(".enabled")) {
                oneOf(name, "true", "false");
            }
        }
        oneOf("store.path-style", "true", "false");
        oneOf("export.allow-private-urls", "true", "false");
        oneOf("schedule.catch-up", "true", "false");
        duration("maestroqa.request-pause");
        duration("export.poll-interval");
        duration("export.deadline");
        duration("export.overlap");
        number("store.parallel");
        number("maestroqa.calls-per-minute");
        required("talon.home", "Name a folder that Talon may write to.");
        if (!text("sandbox.data").isBlank() && !Files.isDirectory(path("sandbox.data"))) {
            throw wrong("sandbox.data", "is not a folder", "Name a folder that holds total_scores.csv, groups.csv and the like.");
        }
    }

    /** The value with {{placeholders}} for other properties filled in. */
    public String text(String name) {
        Matcher placeholder = PLACEHOLDER.matcher(values.getProperty(name, "").trim());
        return placeholder.replaceAll(match -> Matcher.quoteReplacement(values.getProperty(match.group(1), match.group())));
    }

    public boolean isEmbedded(String name) {
        return text(name).equals(EMBEDDED);
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    public URI url(String name) {
        return parsed(name, "an http or https URL such as https://app.rippit.com/api/v1", value -> {
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
        Settings copy = new Settings(folder);
        copy.values.putAll(values);
        copy.values.putAll(replaced);
        return copy;
    }

    /** What routes may use as placeholders: everything but secrets, which no route, URI or JMX attribute needs to hold. */
    public Properties forRoutes() {
        Properties forRoutes = new Properties();
        values.stringPropertyNames().stream().filter(name -> !SECRET.matcher(name).matches())
            .forEach(name -> forRoutes.setProperty(name, text(name)));
        return forRoutes;
    }

    private Stream<String> secrets() {
        return values.stringPropertyNames().stream().filter(name -> SECRET.matcher(name).matches());
    }

    private void required(String name, String remedy) {
        if (text(name).isBlank()) {
            throw new ConfigurationException("The property " + name + " is empty.", remedy);
        }
    }

    private void oneOf(String name, String... allowed) {
        matching(name, String.join("|", allowed), String.join(" or ", allowed));
    }

    private void matching(String name, String pattern, String expected) {
        if (!text(name).matches(pattern)) {
            throw wrong(name, "must be " + expected, "Correct it in " + FILE + ".");
        }
    }

    private <T> T parsed(String name, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (RuntimeException e) {
            throw wrong(name, "must be " + expected, "Correct it in " + FILE + ".");
        }
    }

    private ConfigurationException wrong(String name, String problem, String remedy) {
        return new ConfigurationException("The property " + name + " is '" + shown(name) + "'; it " + problem + ".", remedy);
    }

    private String shown(String name) {
        return SECRET.matcher(name).matches() ? "(hidden)" : text(name);
    }
}
