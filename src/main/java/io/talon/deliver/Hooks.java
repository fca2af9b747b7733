package io.talon.deliver;

import io.talon.Secrets;
import io.talon.TalonException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Webhooks by the variables that hold them: their paths are secrets, so they are put in below Camel, which knows hosts alone. */
public final class Hooks implements HttpClientConfigurer {
    /** Names the webhook to what is below Camel, and goes no further. */
    public static final String HEADER = "X-Talon-Webhook";
    private final Map<String, URI> hooks = new ConcurrentHashMap<>();

    public void add(String address, URI url) {
        Secrets.learn(url.toString());
        hooks.put(address, url);
    }

    /** The host of a destination's webhook, to which routes may send. */
    public String host(String address) {
        URI hook = hooks.get(address);
        if (hook == null) {
            throw new TalonException("There is no webhook " + address + ".", "Set the environment variable, and name it in " + Deliveries.FILE + ".");
        }
        return hook.resolve("/").toString();
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addRequestInterceptorFirst((request, entity, context) -> {
            if (request.containsHeader(HEADER)) {
                URI hook = hooks.get(request.getFirstHeader(HEADER).getValue());
                request.removeHeaders(HEADER);
                request.setPath(hook.getRawPath() + (hook.getRawQuery() == null ? "" : "?" + hook.getRawQuery()));
            }
        });
    }
}
