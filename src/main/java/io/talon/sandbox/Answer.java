package io.talon.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.Map;

/** What is about to be answered, and how it will be sent. */
public record Answer(int status, Map<String, String> headers, Content content, Delivery delivery) {
    private static final ObjectMapper JSON = new ObjectMapper()
        .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    static Answer json(int status, Object value) {
        try {
            return of(status, "application/json", Content.of(JSON.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Answer of(int status, String contentType, Content content) {
        return new Answer(status, Map.of("content-type", contentType), content, Delivery.whole());
    }

    public Answer with(Content content) {
        return new Answer(status, headers, content, delivery);
    }

    public Answer with(Delivery delivery) {
        return new Answer(status, headers, content, delivery);
    }
}
