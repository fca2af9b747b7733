package io.talon.management;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the pages. */
final class Page {
    /** In its jar as it comes, under the number of its version. */
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";
    private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private Page() {
    }

    static Router.Answering file(String name) {
        Reply reply = reply(name);
        return exchange -> reply;
    }

    /** The library that draws. It changes with its version only, so a browser need not ask for it each time. */
    static Router.Answering charts() {
        Reply reply = reply(CHARTS);
        return exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "private, max-age=86400");
            return reply;
        };
    }

    private static Reply reply(String name) {
        return Reply.packaged(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content(name));
    }

    private static byte[] content(String name) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
