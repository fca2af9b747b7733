package io.talon.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.talon.access.User;
import io.talon.deliver.Readers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a reader is sent regularly, as that reader asks for it on the page. */
final class SubscriptionApi {
    private final Readers readers;
    private final Api api;

    /** @param readers null where nobody can subscribe */
    SubscriptionApi(Readers readers, Api api) {
        this.readers = readers;
        this.api = api;
    }

    boolean areOn() {
        return readers != null;
    }

    /** Where it would be sent to; empty if that is not known. */
    String address(User user) {
        return areOn() ? String.join(", ", readers.addresses(user)) : user.email();
    }

    Reply all(HttpExchange exchange) {
        return areOn() ? of(api.user(exchange)) : off();
    }

    Reply add(HttpExchange exchange) throws IOException {
        JsonNode body = Api.body(exchange);
        Map<String, String> filters = new LinkedHashMap<>();
        body.path("filters").properties().forEach(filter -> filters.put(filter.getKey(), filter.getValue().asText()));
        if (!areOn()) {
            return off();
        }
        readers.add(api.user(exchange), body.path("dashboard").asText(), filters, body.path("day").asText(), body.path("time").asText());
        return of(api.user(exchange));
    }

    Reply remove(HttpExchange exchange) throws IOException {
        if (!areOn()) {
            return off();
        }
        readers.remove(api.user(exchange), Api.body(exchange).path("name").asText());
        return of(api.user(exchange));
    }

    private Reply of(User user) {
        return Reply.json(200, Map.of("subscriptions", readers.of(user)));
    }

    private static Reply off() {
        return Reply.refusal(404, "Nobody can subscribe here.", "Whoever runs Talon sets deliver.enabled and notify.email.enabled.");
    }
}
