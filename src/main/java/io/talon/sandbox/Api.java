package io.talon.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Function;

/** The vendor's API as it would honestly answer. */
final class Api {
    private final SandboxOptions options;
    private final SandboxClock clock;
    private final ExportData data;
    private final RateLimits limits;
    private final SignedUrls urls;
    private final Function<String, String> absolute;
    private final Exports exports = new Exports();

    /** @param absolute makes a URL of a path on this host */
    Api(SandboxOptions options, SandboxClock clock, ExportData data, RateLimits limits, Function<String, String> absolute) {
        this.options = options;
        this.clock = clock;
        this.data = data;
        this.limits = limits;
        this.urls = new SignedUrls(clock, options.dataUrlLifetime());
        this.absolute = absolute;
    }

    Answer answer(Received call) {
        Endpoint endpoint = Endpoint.of(call);
        try {
            check(endpoint, call);
            return switch (endpoint) {
                case REQUEST -> request(call);
                case STATUS -> status(call);
                case FILE -> file(call);
                case NONE -> throw noSuch("path");
            };
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    /** The request for the export that a call is about; the call itself where there is none. */
    Received requestOf(Received call) {
        return exports.of(call).map(Export::request).orElse(call);
    }

    private Answer request(Received call) {
        ExportOrder order = OrderForm.read(call, options.windowEnds());
        return Answer.json(200, Map.of("exportId", exports.open(order, call).id()));
    }

    private Answer status(Received call) {
        Export export = export(call);
        String status = export.status(clock.instant(), options.processing());
        return status.equals("complete")
            ? Answer.json(200, Map.of("status", status, "dataUrl", absolute.apply(urls.sign(export.path()))))
            : Answer.json(200, Map.of("status", status));
    }

    private Answer file(Received call) {
        urls.check(call);
        Export export = export(call);
        return Answer.of(200, export.order().contentType(), new ExportFile(data, export.order(), export.request().instant()));
    }

    private Export export(Received call) {
        return exports.of(call).orElseThrow(() -> noSuch("export"));
    }

    private static Refusal noSuch(String what) {
        return new Refusal(404, "There is no such " + what);
    }

    private void check(Endpoint endpoint, Received call) {
        if (endpoint == Endpoint.NONE || endpoint == Endpoint.STATUS && !options.dialect().speaks(dialectOf(call))) {
            throw noSuch("path");
        }
        if (!call.method().equals(endpoint.method)) {
            throw new Refusal(405, "Only " + endpoint.method + " is answered here");
        }
        if (endpoint != Endpoint.FILE) {
            checkToken(call);
            checkLimits(endpoint);
        }
    }

    private static Dialect dialectOf(Received call) {
        return call.path().endsWith("/get-export-data") ? Dialect.LEGACY : Dialect.RIPPIT;
    }

    private void checkToken(Received call) {
        String inBody = options.dialect().speaks(Dialect.LEGACY) ? call.json().path("apiToken").asText("") : "";
        String token = call.headers().getOrDefault("apitoken", inBody);
        if (!MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), options.token().getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(401, "The API token is missing, wrong or expired");
        }
    }

    private void checkLimits(Endpoint endpoint) {
        if (options.limits() && !limits.admits(endpoint == Endpoint.REQUEST)) {
            throw new Refusal(429, "Too many requests");
        }
    }
}
