package io.talon.management;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the operations page. */
final class Page {
    private Page() {
    }

    static Router.Answering file(String name, String type) {
        Reply reply = Reply.text(200, type, content(name));
        return exchange -> reply;
    }

    private static String content(String name) {
        try (InputStream file = Page.class.getResourceAsStream("/operations/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
