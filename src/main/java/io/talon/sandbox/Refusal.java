package io.talon.sandbox;

import java.util.Map;

/** A call that is refused, with the HTTP status and the words of its answer. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String words) {
        super(words);
        this.status = status;
    }

    Answer answer() {
        return Answer.json(status, Map.of("error", getMessage()));
    }
}
