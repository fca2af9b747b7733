package io.talon.interval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.ConfigurationException;
import io.talon.ledger.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** A source as its routes file describes it in exchange variables. */
public record Source(String name, Period period, Request request) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the variables source, period, endpoint, ask, window and columns, which a source's route has set. */
    public static Source of(Exchange exchange) {
        String name = variable(exchange, "source");
        return new Source(safe(name), period(exchange, name), new Request(
            variable(exchange, "endpoint"),
            exchange.getVariable("window", true, boolean.class),
            ask(exchange, name),
            List.of(variable(exchange, "columns").trim().split("\\s+"))));
    }

    private static String safe(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw problem(name, "its name may hold a-z, 0-9 and _ only, since keys and tables are named after it");
        }
        return name;
    }

    private static Period period(Exchange exchange, String name) {
        try {
            return new Period(Duration.parse(variable(exchange, "period")));
        } catch (DateTimeException e) {
            throw problem(name, "its period must be an ISO 8601 duration such as P1D or PT1H");
        }
    }

    private static Map<String, Object> ask(Exchange exchange, String name) {
        try {
            return JSON.readValue(exchange.getVariable("ask", "{}", String.class), new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw problem(name, "its variable 'ask' must be a JSON object");
        }
    }

    private static String variable(Exchange exchange, String name) {
        String value = exchange.getVariable(name, String.class);
        if (value == null || value.isBlank()) {
            throw problem(exchange.getFromRouteId(), "it sets no variable '" + name + "'");
        }
        return value;
    }

    private static ConfigurationException problem(String source, String what) {
        return new ConfigurationException("The source " + source + " cannot be used: " + what + ".", "Correct its file in routes/.");
    }
}
