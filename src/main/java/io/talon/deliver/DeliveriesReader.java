package io.talon.deliver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.ConfigurationException;
import io.talon.Packaged;
import io.talon.YamlFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.util.TimeUtils;

/** Reads deliveries.yml as strictly as a program: what it does not know is refused, with the item's name. */
public final class DeliveriesReader {
    private static final Set<String> LISTS = Set.of("scheduled_plans", "alerts");
    private static final YAMLMapper YAML = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .addModule(new SimpleModule().addDeserializer(Duration.class, new Words<>(Duration.class, text -> Duration.ofMillis(TimeUtils.toMilliSeconds(text))))
            .addDeserializer(ZoneId.class, new Words<>(ZoneId.class, ZoneId::of))).build();

    private DeliveriesReader() {
    }

    /** @param workingFolder whose file replaces the packaged one */
    public static Deliveries read(Path workingFolder) {
        JsonNode file = tree(Packaged.folder(workingFolder, "deliver").resolve("deliveries.yml"));
        if (!file.isObject()) {
            throw wrong("it has no keys", "It may have scheduled_plans and alerts, and a list below each.");
        }
        file.properties().forEach(one -> {
            if (!LISTS.contains(one.getKey())) {
                throw wrong("unknown key '" + one.getKey() + "'", "It may have scheduled_plans and alerts.");
            }
            if (!one.getValue().isArray() && !one.getValue().isNull()) {
                throw wrong(one.getKey() + " is no list", "Begin each of its items with '- '.");
            }
        });
        return new Deliveries(items(file.path("scheduled_plans"), Plan.class), items(file.path("alerts"), Alert.class));
    }

    private static JsonNode tree(Path file) {
        if (!Files.exists(file)) {
            return YAML.createObjectNode();
        }
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            return tree == null || tree.isNull() || tree.isMissingNode() ? YAML.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            throw wrong(YamlFault.of(e).toString(), "Correct the line.");
        } catch (IOException e) {
            throw new ConfigurationException("Cannot read " + file + ": " + e + ".", "It must be YAML in UTF-8.");
        }
    }

    private static <T extends Scheduled> List<T> items(JsonNode list, Class<T> type) {
        List<T> items = new ArrayList<>();
        for (JsonNode node : list) {
            items.add(item(node, type, node.path("name").asText(type.getSimpleName().toLowerCase(Locale.ROOT) + " " + (items.size() + 1))));
        }
        return items;
    }

    private static <T> T item(JsonNode node, Class<T> type, String name) {
        try {
            return YAML.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw Deliveries.wrong(name, "unknown key '" + e.getPropertyName() + "'", "It may have " + Form.keys(e.getReferringClass()) + ".");
        } catch (InvalidFormatException e) {
            throw Deliveries.wrong(name, path(e) + " is '" + e.getValue() + "'", "It must be " + Form.of(e.getTargetType()) + ".");
        } catch (MismatchedInputException e) {
            throw Deliveries.wrong(name, path(e) + " has another form than is expected", "It must be " + Form.of(e.getTargetType()) + ".");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream().map(step -> step.getFieldName()).filter(step -> step != null).collect(Collectors.joining("."));
        return path.isEmpty() ? "it" : path;
    }

    private static ConfigurationException wrong(String problem, String remedy) {
        return new ConfigurationException(Deliveries.FILE + ": " + problem + ".", remedy);
    }

    /** A value that is made of its text. */
    private static final class Words<T> extends JsonDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> parser;

        Words(Class<T> type, Function<String, T> parser) {
            this.type = type;
            this.parser = parser;
        }

        @Override
        public T deserialize(JsonParser yaml, DeserializationContext context) throws IOException {
            try {
                return parser.apply(yaml.getText());
            } catch (RuntimeException e) {
                throw InvalidFormatException.from(yaml, e.getMessage(), yaml.getText(), type);
            }
        }
    }
}
