package io.talon.deliver;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What is expected of the keys of deliveries.yml, in words. */
final class Form {
    private static final SnakeCaseStrategy NAMING = (SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE;
    private static final Map<Class<?>, String> OTHERS = Map.of(Duration.class, "a length of time such as 12h or 7d", ZoneId.class, "a time zone such as Europe/London",
        Integer.class, "a whole number", Double.class, "a number", boolean.class, "true or false", Boolean.class, "true or false", String.class, "a text");

    private Form() {
    }

    static String keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(part -> NAMING.translate(part.getName())).collect(Collectors.joining(", "));
    }

    /** Of a value. */
    static String of(Class<?> type) {
        return type.isEnum() ? Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "))
            : Collection.class.isAssignableFrom(type) ? "a list such as [one, another]"
            : Map.class.isAssignableFrom(type) ? "keys with values such as {one: 1}"
            : type.isRecord() ? "keys with values; it may have " + keys(type)
            : OTHERS.getOrDefault(type, "as the comments in the packaged file show (talon init writes it)");
    }
}
