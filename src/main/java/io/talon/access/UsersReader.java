package io.talon.access;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.ConfigurationException;
import io.talon.Secrets;
import io.talon.YamlFault;
import io.talon.access.Users.Login;
import io.talon.semantic.Definitions;
import io.talon.semantic.Dimension;
import io.talon.semantic.Dimension.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads access.yml; what is not understood is refused, since it may have been meant to hide something. */
final class UsersReader {
    private static final ObjectMapper YAML = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");
    private static final int SHORTEST_PASSWORD = 12;
    private final UnaryOperator<String> environment;
    private final Definitions definitions;

    UsersReader(UnaryOperator<String> environment, Definitions definitions) {
        this.environment = environment;
        this.definitions = definitions;
    }

    List<Login> read(Path file) {
        JsonNode yaml = yaml(file);
        only(yaml, "the file", Set.of("users"));
        List<Login> logins = new ArrayList<>();
        yaml.path("users").properties().forEach(user -> logins.add(login(user.getKey(), user.getValue())));
        return logins;
    }

    private static JsonNode yaml(Path file) {
        try {
            return Files.exists(file) ? YAML.readTree(Files.readString(file)) : YAML.createObjectNode();
        } catch (JsonProcessingException e) {
            throw error(YamlFault.of(e).toString(), "Correct the line.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Login login(String name, JsonNode yaml) {
        only(yaml, "the user '" + name + "'", Set.of("password", "email", "sees", "fields"));
        if (!name.matches("[A-Za-z0-9._@-]+")) {
            throw error("the user name '" + name + "' cannot be asked for", "Use letters, digits and . _ @ - only.");
        }
        Access access = new Access(rows(name, yaml.path("sees")), fields(name, yaml.path("fields")));
        return new Login(new User(name, yaml.path("email").asText(), access), password(name, yaml.path("password").asText()));
    }

    private String password(String user, String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            throw error("the password of '" + user + "' is not a reference to an environment variable", "Write ${NAME} there and set NAME; a password has no place in a file.");
        }
        String password = environment.apply(reference.group(1));
        if (password == null || password.length() < SHORTEST_PASSWORD) {
            throw error("the variable " + reference.group(1) + ", the password of '" + user + "', is not set, or has fewer than " + SHORTEST_PASSWORD + " characters",
                "Set it to a password that cannot be guessed.");
        }
        Secrets.learn(password);
        return password;
    }

    /** Null for all rows, which must be written. */
    private Map<String, List<String>> rows(String user, JsonNode sees) {
        if (sees.isTextual() && sees.asText().equals("all")) {
            return null;
        }
        if (!sees.isMissingNode() && !sees.isObject()) {
            throw error("'sees' of '" + user + "' is neither 'all' nor a list of values by dimension", "Write for example sees: {team: [UK Team]}.");
        }
        Map<String, List<String>> rows = new LinkedHashMap<>();
        sees.properties().forEach(row -> {
            known(user, row.getKey(), dimension -> dimension.type() == Type.TEXT);
            rows.put(row.getKey(), texts(user, row.getValue()));
        });
        return rows;
    }

    private Set<String> fields(String user, JsonNode yaml) {
        Set<String> fields = new HashSet<>(yaml.isMissingNode() ? List.of() : texts(user, yaml));
        fields.forEach(field -> known(user, field, Dimension::restricted));
        return fields;
    }

    private static List<String> texts(String user, JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        if (!list.isArray() || texts.stream().anyMatch(String::isBlank)) {
            throw error("what '" + user + "' may see is no list of texts", "Write for example [UK Team, FR Team].");
        }
        return texts;
    }

    private void known(String user, String name, Predicate<Dimension> fitting) {
        List<String> names = definitions.explores().stream().flatMap(explore -> explore.dimensions().values().stream())
            .filter(fitting).map(Dimension::name).distinct().toList();
        if (!names.contains(name)) {
            throw error("'" + user + "' is granted '" + name + "', which no explore has, or not of that kind", "Those that can be named: " + String.join(", ", names) + ".");
        }
    }

    private static void only(JsonNode yaml, String what, Set<String> known) {
        yaml.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw error("'" + key + "' of " + what + " is not supported", "Those that are: " + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        });
    }

    private static ConfigurationException error(String problem, String remedy) {
        return new ConfigurationException("deliver/access.yml: " + problem + ".", remedy);
    }
}
