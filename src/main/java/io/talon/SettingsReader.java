package io.talon;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Gathers settings from all places that they may stand in, before anything is asked of their values. */
final class SettingsReader {
    private final Path folder;
    private final Map<String, String> environment;
    private final Properties system;
    private final List<String> warnings = new ArrayList<>();

    SettingsReader(Path folder, Map<String, String> environment, Properties system) {
        this.folder = folder;
        this.environment = environment;
        this.system = system;
    }

    Properties read() {
        Properties values = defaults();
        Properties file = file();
        refuseUnknown(file.stringPropertyNames(), values.stringPropertyNames());
        values.putAll(file);
        for (String name : values.stringPropertyNames()) {
            String value = system.getProperty(name, given(name));
            if (value != null) {
                values.setProperty(name, value);
            }
        }
        warnOfRemoteJmx();
        return values;
    }

    /** What does not stop a start, but should be known to whoever starts. */
    List<String> warnings() {
        return warnings;
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream file = SettingsReader.class.getResourceAsStream("/" + Settings.FILE)) {
            defaults.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults;
    }

    private Properties file() {
        Properties file = new Properties();
        Path path = folder.resolve(Settings.FILE);
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigurationException("Cannot read " + path + ": " + e.getMessage() + ".", "It must be a properties file in UTF-8.");
            }
        }
        return file;
    }

    /** A name is known if the defaults have it, if it is Camel's own, or if a route uses it. */
    private void refuseUnknown(Set<String> names, Set<String> defaults) {
        List<String> others = names.stream().filter(name -> !defaults.contains(name) && !name.startsWith("camel.")).toList();
        if (!others.isEmpty()) {
            Set<String> known = new RoutesLocation(folder).placeholders();
            known.addAll(defaults);
            others.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> refuseUnknown(name, known));
        }
    }

    private static void refuseUnknown(String name, Set<String> known) {
        throw new ConfigurationException("Unknown property " + name + " in " + Settings.FILE + ".", "Remove it, or correct its name: did you mean " + Spelling.nearest(name, known).orElseThrow() + "?");
    }

    /** From a variable of the property's name or, if it is a secret, from the file that a variable names. */
    private String given(String name) {
        String variable = variableOf(name);
        String file = Settings.isSecret(name) ? environment.get(variable + "_FILE") : null;
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

    static String variableOf(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Talon opens none; whoever starts the JVM may. */
    private void warnOfRemoteJmx() {
        String port = system.getProperty("com.sun.management.jmxremote.port");
        if (port != null && system.getProperty("com.sun.management.jmxremote.authenticate", "true").equalsIgnoreCase("false")) {
            warnings.add("Remote JMX is open on port " + port + " without a password, and whoever reaches it can do anything in this process: leave com.sun.management.jmxremote.* out and ask "
                + "/jolokia on the management port, with management.password and management.keystore.");
        }
    }
}
