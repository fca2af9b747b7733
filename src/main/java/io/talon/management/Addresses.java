package io.talon.management;

import com.sun.net.httpserver.HttpHandler;

/** What is where on the management port. */
public final class Addresses implements AutoCloseable {
    private final Jolokia jolokia;
    private final Router router;

    public Addresses(Status status, Metrics metrics, Health health, Actions actions, Api api, boolean operations) {
        jolokia = new Jolokia(new JmxRules(operations));
        router = new Router()
            .get("/", Page.file("page.html", "text/html"))
            .get("/page.css", Page.file("page.css", "text/css"))
            .get("/page.js", Page.file("page.js", "text/javascript"))
            .get("/elements.js", Page.file("elements.js", "text/javascript"))
            .get("/icon.svg", Page.file("icon.svg", "image/svg+xml"))
            .get("/api/model", api::model)
            .post("/api/query", api::query)
            .post("/api/query.csv", api::csv)
            .post("/api/values", api::values)
            .get("/status", status::json)
            .get("/metrics", metrics::text)
            .get("/health/live", health::live)
            .get("/health/ready", health::ready)
            .get("/health/fresh", health::fresh)
            .get("/jolokia", jolokia::version)
            .get("/jolokia/", jolokia::version)
            .get("/jolokia/version", jolokia::version)
            .post("/jolokia", jolokia::ask)
            .post("/jolokia/", jolokia::ask)
            .post("/replay", actions::replay)
            .post("/replay-all-failed", actions::replayAllFailed)
            .post("/run", actions::run)
            .post("/pause", actions::pause)
            .post("/resume", actions::resume);
    }

    /** @param hawtio whether a Hawtio console is served too */
    public HttpHandler handler(boolean hawtio) {
        return hawtio ? new Hawtio(router) : router;
    }

    @Override
    public void close() {
        jolokia.close();
    }
}
