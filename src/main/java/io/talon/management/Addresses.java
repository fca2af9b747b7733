package io.talon.management;

import com.sun.net.httpserver.HttpHandler;
import java.util.List;

/** What is where on the management port. */
public final class Addresses implements AutoCloseable {
    private static final List<String> BUTTONS = List.of("/replay", "/replay-all-failed", "/run", "/pause", "/resume");
    private static final List<String> OPERATIONS = List.of("page.css", "page.js", "elements.js", "icon.svg");
    /** Of the operations page, for the pages of those who may not see it. */
    private static final List<String> SHARED = List.of("page.css", "elements.js", "icon.svg");
    private static final List<String> PAGES = List.of("deliver.css", "ask.js", "chart.js", "conditions.js", "dashboard.js", "explore.js", "filters.js", "frame.js", "question.js", "shown.js",
        "subscribe.js", "table.js", "tile.js");
    private final Jolokia jolokia;
    private final Router router;

    public Addresses(Status status, Metrics metrics, Health health, Actions actions, Api api, boolean operations) {
        jolokia = new Jolokia(new JmxRules(operations));
        router = new Router()
            .get("/", Page.file("/operations/page.html"))
            .get("/explore", Page.file("/pages/explore.html"))
            .get("/dashboard", Page.file("/pages/dashboard.html"))
            .get("/deliver/echarts.js", Page.charts())
            .get("/api/dashboard", api::dashboard)
            .get("/api/model", api::model)
            .post("/api/query", api::query)
            .post("/api/query.csv", api::csv)
            .post("/api/values", api::values)
            .get("/api/subscriptions", api.subscriptions()::all)
            .post("/api/subscribe", api.subscriptions()::add)
            .post("/api/unsubscribe", api.subscriptions()::remove)
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
        if (!operations) {
            BUTTONS.forEach(button -> router.get(button, actions::refuse));
        }
        OPERATIONS.forEach(file -> router.get("/" + file, Page.file("/operations/" + file)));
        SHARED.forEach(file -> router.get("/deliver/" + file, Page.file("/operations/" + file)));
        PAGES.forEach(file -> router.get("/deliver/" + file, Page.file("/pages/" + file)));
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
