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
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.ConfigurationException;
import io.talon.Packaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.util.TimeUtils;

/** Reads deliveries.yml as strictly as a program: what it does not know is refused, with the item's name. */
public final class DeliveriesReader {
    private static final Map<String, Class<? extends Scheduled>> LISTS = Map.of("scheduled_plans", Plan.class, "alerts", Alert.class);
    private static final YAMLMapper YAML = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .addModule(new SimpleModule().addDeserializer(Duration.class, new Words<>(Duration.class, text -> Duration.ofMillis(TimeUtils.toMilliSeconds(text))))
            .addDeserializer(ZoneId.class, new Words<>(ZoneId.class, ZoneId::of))).build();

    private DeliveriesReader() {
    }

    /** @param workingFolder whose file replaces the packaged one */
    public static Deliveries read(Path workingFolder) {
        JsonNode file = tree(Packaged.folder(workingFolder, "deliver").resolve("deliveries.yml"));
        Set<String> unknown = new TreeSet<>();
        file.fieldNames().forEachRemaining(name -> {
            if (!LISTS.containsKey(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(Deliveries.FILE + ": unknown key '" + unknown.iterator().next() + "'.", "It may have scheduled_plans and alerts.");
        }
        return new Deliveries(items(file.path("scheduled_plans"), Plan.class), items(file.path("alerts"), Alert.class));
    }

    private static JsonNode tree(Path file) {
        if (!Files.exists(file)) {
            return YAML.createObjectNode();
        }
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            return tree == null || tree.isNull() ? YAML.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(Deliveries.FILE + ": " + line(e) + ".", "Correct its YAML.");
        } catch (IOException e) {
            throw new ConfigurationException("Cannot read " + file + ": " + e + ".", "It must be YAML in UTF-8.");
        }
    }

    private static <T extends Scheduled> List<T> items(JsonNode list, Class<T> type) {
        List<T> items = new ArrayList<>();
        for (JsonNode node : list) {
            items.add(item(node, type, node.path("name").asText(type.getSimpleName().toLowerCase() + " " + (items.size() + 1))));
        }
        return items;
    }

    private static <T> T item(JsonNode node, Class<T> type, String name) {
        try {
            return YAML.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw Deliveries.wrong(name, "unknown key '" + e.getPropertyName() + "'", "It may have " + keys(e.getReferringClass()) + ".");
        } catch (InvalidFormatException e) {
            throw Deliveries.wrong(name, path(e) + " is '" + e.getValue() + "'", "It must be " + expected(e.getTargetType()) + ".");
        } catch (JsonMappingException e) {
            throw Deliveries.wrong(name, path(e) + " has another form than is expected", "Look at the comments in the packaged file for its form (talon init writes it).");
        } catch (JsonProcessingException e) {
            throw Deliveries.wrong(name, line(e), "Correct it.");
        }
    }

    private static String keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(part -> ((PropertyNamingStrategies.SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE).translate(part.getName()))
            .collect(Collectors.joining(", "));
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream().map(step -> step.getFieldName()).filter(step -> step != null).collect(Collectors.joining("."));
    }

    private static String expected(Class<?> type) {
        return type.isEnum() ? Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "))
            : type == Duration.class ? "a length of time such as 12h or 7d" : type == ZoneId.class ? "a time zone such as Europe/London" : "of type " + type.getSimpleName().toLowerCase();
    }

    private static String line(JsonProcessingException e) {
        return (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ") + e.getOriginalMessage().lines().findFirst().orElse("it is no YAML");
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
