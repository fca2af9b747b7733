package io.talon.lineage;

import java.net.URI;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Adds the key to events below Camel, for the host that collects them only. */
public final class LineageAccess implements HttpClientConfigurer {
    private final URI collector;
    private final String key;

    public LineageAccess(URI collector, String key) {
        this.collector = collector;
        this.key = key;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addRequestInterceptorFirst((request, entity, context) -> {
            if (request.getAuthority().getHostName().equalsIgnoreCase(collector.getHost()) && request.getAuthority().getPort() == collector.getPort()) {
                request.setHeader("Authorization", "Bearer " + key);
            }
        });
    }
}
