package io.talon.management;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.bucket4j.Bucket;
import io.talon.access.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every request passes here, whatever its path, before anything looks at it. */
final class Guard extends Filter {
    private static final int LARGEST_BODY = 64 * 1024;
    /** A dashboard is some thirty. */
    private static final int REQUESTS_AT_ONCE = 300;
    private static final int REQUESTS_PER_SECOND = 50;
    private static final Map<String, String> ALWAYS = Map.of(
        "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer", "Cache-Control", "no-store",
        "Cross-Origin-Resource-Policy", "same-origin", "Cross-Origin-Opener-Policy", "same-origin");
    /** A link in a message may lead to these, and users who do not manage reach them and the API only. */
    private static final Set<String> PAGES = Set.of("/explore", "/dashboard");
    private final Guesses guesses = new Guesses();
    private final Credentials credentials;
    private final Origins origins;
    /** Apart for each user, so that none is kept waiting by another. */
    private final Map<String, Bucket> rates = new ConcurrentHashMap<>();

    Guard(Credentials credentials, Origins origins) {
        this.credentials = credentials;
        this.origins = origins;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        ALWAYS.forEach(exchange.getResponseHeaders()::set);
        try (exchange) {
            if (isLetThrough(exchange)) {
                chain.doFilter(exchange);
            }
        }
    }

    private boolean isLetThrough(HttpExchange exchange) throws IOException {
        try {
            check(exchange);
            return true;
        } catch (RefusedException e) {
            e.reply().send(exchange);
            return false;
        }
    }

    private void check(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        boolean post = exchange.getRequestMethod().equals("POST");
        if (!post && !exchange.getRequestMethod().equals("GET")) {
            throw new RefusedException(405, "This port knows GET and POST only.", "Use one of them.");
        }
        String path = exchange.getRequestURI().getRawPath();
        origins.check(headers, !post && (path.equals("/") || PAGES.contains(path)));
        User user = user(exchange, headers.getFirst("Authorization"));
        if (!credentials.isManager(user) && !PAGES.contains(path) && !path.startsWith("/api/") && !path.startsWith("/deliver/") && !path.equals("/icon.svg")) {
            throw elsewhere(exchange, path);
        }
        if (!rates.computeIfAbsent(user.name(), name -> rate()).tryConsume(1)) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            throw new RefusedException(429, "Too many requests.", "Ask at most " + REQUESTS_PER_SECOND + " times a second.");
        }
        if (post) {
            read(exchange, headers.getFirst("Content-Type"));
        }
    }

    /** Whoever names the port alone is led to what there is for them. */
    private static RefusedException elsewhere(HttpExchange exchange, String path) {
        boolean isFront = path.equals("/");
        if (isFront) {
            exchange.getResponseHeaders().set("Location", "/dashboard");
        }
        return new RefusedException(isFront ? 302 : 403, "This address is for whoever runs Talon.", "Yours are /explore and /dashboard.");
    }

    private static Bucket rate() {
        return Bucket.builder().addLimit(limit -> limit.capacity(REQUESTS_AT_ONCE).refillGreedy(REQUESTS_PER_SECOND, Duration.ofSeconds(1))).build();
    }

    private User user(HttpExchange exchange, String authorization) {
        Optional<User> user = credentials.user(authorization);
        InetAddress address = exchange.getRemoteAddress().getAddress();
        if (user.isPresent() ? !guesses.mayEnter(address, user.get().name()) : authorization != null && !guesses.mayGuess(address)) {
            exchange.getResponseHeaders().set("Retry-After", "60");
            throw new RefusedException(429, "Too many wrong passwords came from this address.", "Wait a minute.");
        }
        return user.orElseThrow(() -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Talon\", charset=\"UTF-8\"");
            return new RefusedException(401, "This port asks for a user and a password.",
                "They are those of management.user and management.password, or of a user of access.yml.");
        });
    }

    /** No form of a page can send these types, so the browser asks first, and is told no; Hawtio says text/json. */
    private static void read(HttpExchange exchange, String type) throws IOException {
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("(application|text)/json\\s*(;.*)?")) {
            throw new RefusedException(415, "What is sent here must be of the type application/json.", "Send it with Content-Type: application/json.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new RefusedException(413, "That is more than " + LARGEST_BODY + " bytes.", "Send less.");
        }
        exchange.setStreams(new ByteArrayInputStream(body), null);
    }

    @Override
    public String description() {
        return "lets through whoever may ask";
    }
}
