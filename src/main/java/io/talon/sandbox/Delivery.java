package io.talon.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** A way to send an answer. One that ends with an exception closes the connection there and then. */
@FunctionalInterface
public interface Delivery {
    void send(HttpExchange exchange, Answer answer) throws IOException;

    /** All bytes, under their true length. */
    static Delivery whole() {
        return (exchange, answer) -> {
            try (Content.Opened content = answer.content().open()) {
                begin(exchange, answer, content.length() == 0 ? -1 : content.length());
                content.bytes().transferTo(exchange.getResponseBody());
            }
        };
    }

    /** All bytes in chunks, so that their length is not known beforehand. */
    static Delivery chunked() {
        return (exchange, answer) -> {
            try (Content.Opened content = answer.content().open()) {
                begin(exchange, answer, 0);
                content.bytes().transferTo(exchange.getResponseBody());
            }
        };
    }

    /** Half of the bytes that the length promises. */
    static Delivery truncated() {
        return (exchange, answer) -> {
            try (Content.Opened content = answer.content().open()) {
                begin(exchange, answer, content.length());
                half(exchange, content);
                throw new IOException("Cut in half on purpose");
            }
        };
    }

    /** Half of the bytes in chunks, without the chunk that ends them. */
    static Delivery truncatedChunked() {
        return (exchange, answer) -> {
            try (Content.Opened content = answer.content().open()) {
                begin(exchange, answer, 0);
                half(exchange, content);
                throw new IOException("Cut in half on purpose");
            }
        };
    }

    /** Half of the bytes, a pause, the other half. */
    static Delivery stalled(Duration pause) {
        return (exchange, answer) -> {
            try (Content.Opened content = answer.content().open()) {
                begin(exchange, answer, content.length());
                half(exchange, content);
                sleep(pause);
                content.bytes().transferTo(exchange.getResponseBody());
            }
        };
    }

    /** No answer at all. */
    static Delivery hangUp() {
        return (exchange, answer) -> {
            throw new IOException("Hung up on purpose");
        };
    }

    /** The same after a pause. */
    default Delivery after(Duration pause) {
        return (exchange, answer) -> {
            sleep(pause);
            send(exchange, answer);
        };
    }

    /** @param length as the JDK's server counts: -1 is an empty body, 0 an unknown length */
    private static void begin(HttpExchange exchange, Answer answer, long length) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), length);
    }

    private static void half(HttpExchange exchange, Content.Opened content) throws IOException {
        OutputStream out = exchange.getResponseBody();
        out.write(content.bytes().readNBytes(Math.toIntExact(content.length() / 2)));
        out.flush();
    }

    private static void sleep(Duration pause) throws IOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("The sandbox is closing");
        }
    }
}
