package io.talon.notify;

import java.net.URI;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** A webhook's path is its secret, so it is put in below Camel: routes, exceptions and JMX know the host alone. */
public final class SlackAccess implements HttpClientConfigurer {
    private final URI webhook;

    public SlackAccess(URI webhook) {
        this.webhook = webhook;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addRequestInterceptorFirst((request, entity, context) -> {
            if (request.getAuthority().getHostName().equals(webhook.getHost()) && request.getAuthority().getPort() == webhook.getPort()) {
                request.setPath(webhook.getRawPath());
            }
        });
    }
}
