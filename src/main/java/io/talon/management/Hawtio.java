package io.talon.management;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Hawtio's console below {@code /hawtio}: files that run in the browser and find {@code /jolokia} by themselves. */
final class Hawtio implements HttpHandler {
    private static final String FOLDER = "/hawtio";
    private static final Map<String, String> TYPES = Map.of("html", "text/html", "js", "text/javascript", "json", "application/json", "svg", "image/svg+xml", "woff2", "font/woff2",
        "ico", "image/x-icon");
    /** What a Hawtio with a server of its own would be asked: who has logged in, and what more there is. */
    private static final Map<String, String> ANSWERS = Map.of("/user", "\"talon\"", "/plugin", "[]", "/proxy/enabled", "false", "/keycloak/enabled", "false", "/auth/config", "{}",
        "/auth/config/session-timeout", "{}");
    /** It writes styles into its page as it goes, and compiles what checks its settings. */
    private static final String RULES = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";
    private final HttpHandler others;

    /** @param others answers whatever is not Hawtio's */
    Hawtio(HttpHandler others) {
        this.others = others;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (!exchange.getRequestMethod().equals("GET") || !path.equals(FOLDER) && !path.startsWith(FOLDER + "/")) {
            others.handle(exchange);
        } else if (ANSWERS.containsKey(path.substring(FOLDER.length()))) {
            Reply.text(200, "application/json", ANSWERS.get(path.substring(FOLDER.length()))).send(exchange);
        } else {
            file(exchange, isPage(exchange, path) ? FOLDER + "/index.html" : path);
        }
    }

    /** The console's pages are places within one page, to which the browser may come by itself. */
    private static boolean isPage(HttpExchange exchange, String path) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept");
        return path.equals(FOLDER) || path.equals(FOLDER + "/") || accepted != null && accepted.startsWith("text/html");
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        String type = TYPES.get(path.replaceFirst(".*[.]", ""));
        try (InputStream file = type == null || !path.matches("[\\w/-][\\w./-]+") || path.contains("..") ? null : Hawtio.class.getResourceAsStream(path)) {
            if (file == null) {
                others.handle(exchange);
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", RULES);
            headers.set("Content-Type", type);
            if (path.startsWith(FOLDER + "/static/")) {
                // Their names change with their content.
                headers.set("Cache-Control", "private, max-age=31536000, immutable");
            }
            byte[] bytes = file.readAllBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
