package io.talon.export;

import java.net.URI;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Adds the API token below Camel, as a header of calls to the vendor's host only, so that no exchange ever holds it. */
public final class VendorAccess implements HttpClientConfigurer {
    private final URI vendor;
    private final String token;

    public VendorAccess(URI vendor, String token) {
        this.vendor = vendor;
        this.token = token;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addRequestInterceptorFirst((request, entity, context) -> {
            if (request.getAuthority().getHostName().equalsIgnoreCase(vendor.getHost())) {
                request.setHeader("apitoken", token);
            }
        });
    }
}
