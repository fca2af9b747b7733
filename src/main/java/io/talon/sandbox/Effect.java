package io.talon.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes another answer out of the honest one. */
@FunctionalInterface
public interface Effect {
    Answer apply(Answer honest);

    default Effect then(Effect next) {
        return honest -> next.apply(apply(honest));
    }

    /** Any answer at all: a refusal, a server's error page, JSON without what should be in it. */
    static Effect answer(int status, Map<String, String> headers, String body) {
        return honest -> new Answer(status, headers, Content.of(body.getBytes(StandardCharsets.UTF_8)), honest.delivery());
    }

    static Effect answer(int status, String json) {
        return answer(status, Map.of("content-type", "application/json"), json);
    }

    /** The status is this word, whatever the export's true state; {@code complete} comes without a dataUrl. */
    static Effect status(String word) {
        return honest -> Answer.json(200, Map.of("status", word)).with(honest.delivery());
    }

    static Effect errored() {
        return status("errored");
    }

    static Effect completeWithoutDataUrl() {
        return status("complete");
    }

    /** The export is complete and its file is said to be at this address. */
    static Effect dataUrl(String url) {
        return honest -> Answer.json(200, Map.of("status", "complete", "dataUrl", url)).with(honest.delivery());
    }

    /** A file is refused as if its dataUrl had expired. */
    static Effect expired() {
        return honest -> SignedUrls.refusal().answer().with(honest.delivery());
    }

    /** The same answer with other bytes. */
    static Effect bytes(byte[] bytes) {
        return honest -> honest.with(Content.of(bytes));
    }

    /** Bytes of a text that begins like this and then goes on with one character for ever. */
    static Effect endless(String beginning, char onwards) {
        InputStream rest = new InputStream() {
            @Override
            public int read() {
                return onwards;
            }
        };
        return honest -> honest.with(() -> new Content.Opened(Long.MAX_VALUE, new SequenceInputStream(new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8)), rest))).with(Delivery.chunked());
    }

    /** The same answer with its text edited, such as a column renamed. */
    static Effect edited(UnaryOperator<String> edit) {
        return honest -> honest.with(() -> Content.of(edit.apply(text(honest)).getBytes(StandardCharsets.UTF_8)).open());
    }

    /** The same answer after a pause. */
    static Effect slow(Duration pause) {
        return honest -> honest.with(honest.delivery().after(pause));
    }

    /** The same answer with a pause in its middle. */
    static Effect stalled(Duration pause) {
        return honest -> honest.with(Delivery.stalled(pause));
    }

    /** The same answer in chunks, without a length. */
    static Effect chunked() {
        return honest -> honest.with(Delivery.chunked());
    }

    /** Half of the bytes that Content-Length promises, then the connection is closed. */
    static Effect truncated() {
        return honest -> honest.with(Delivery.truncated());
    }

    /** Half of the bytes in chunks, then the connection is closed. */
    static Effect truncatedChunked() {
        return honest -> honest.with(Delivery.truncatedChunked());
    }

    /** The call has its effect, but the connection is closed without an answer. */
    static Effect hangUp() {
        return honest -> new Answer(0, Map.of(), honest.content(), Delivery.hangUp());
    }

    private static String text(Answer answer) {
        try (Content.Opened content = answer.content().open()) {
            return new String(content.bytes().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
