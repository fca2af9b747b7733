package io.talon.management;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.QuietLogHandler;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;

/** JMX as JSON, as Hawtio asks for it. It is made when it is first asked, since most services never are. */
final class Jolokia implements AutoCloseable {
    private final JmxRules rules;
    private JolokiaServiceManager services;
    private HttpRequestHandler requests;

    Jolokia(JmxRules rules) {
        this.rules = rules;
    }

    private synchronized HttpRequestHandler requests() {
        if (requests == null) {
            StaticConfiguration configuration = new StaticConfiguration(ConfigKey.AGENT_ID, "talon", ConfigKey.ALLOW_ERROR_DETAILS, "false",
                ConfigKey.INCLUDE_STACKTRACE, "false", ConfigKey.DISCOVERY_ENABLED, "false");
            services = JolokiaServiceManagerFactory.createJolokiaServiceManager(configuration, new QuietLogHandler(), rules);
            services.addService(new LocalRequestHandler(0));
            services.addService(new JolokiaSerializer());
            requests = new HttpRequestHandler(services.start());
        }
        return requests;
    }

    /** A GET could be a link in any page, so it tells no more than the version. */
    Reply version(HttpExchange exchange) throws Exception {
        return reply(requests().handleGetRequest("/jolokia", "version", Map.of()));
    }

    Reply ask(HttpExchange exchange) throws Exception {
        try {
            return reply(requests().handlePostRequest("/jolokia", exchange.getRequestBody(), "UTF-8", parameters(exchange.getRequestURI().getRawQuery())));
        } catch (BadRequestException e) {
            throw new RefusedException(400, "That is no request of Jolokia's protocol.", "Send a JSON object with the field 'type', or a list of such.");
        }
    }

    private static Map<String, String[]> parameters(String query) {
        return query == null ? Map.of() : Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> new String[] {URLDecoder.decode(pair[1], StandardCharsets.UTF_8)}, (first, second) -> first));
    }

    private static Reply reply(JSONStructure answer) {
        return Reply.text(200, "application/json", answer.toJSONString());
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.stop();
        }
    }
}
