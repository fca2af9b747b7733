package io.talon.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Steers the sandbox over HTTP, for whoever tests a client in another process. */
final class Controls {
    private static final String PATH = "/sandbox/";
    private final SandboxClock clock;
    private final Recorder recorder;

    Controls(SandboxClock clock, Recorder recorder) {
        this.clock = clock;
        this.recorder = recorder;
    }

    static boolean concern(Received call) {
        return call.path().startsWith(PATH);
    }

    Answer answer(Received call) {
        return switch (call.method() + " " + call.lastOfPath()) {
            case "POST clock" -> setClock(call);
            case "GET requests" -> Answer.json(200, recorder.all());
            default -> new Refusal(404, "There are POST /sandbox/clock and GET /sandbox/requests").answer();
        };
    }

    private Answer setClock(Received call) {
        try {
            clock.set(Instant.parse(call.json().path("now").asText()));
            return Answer.json(200, Map.of("now", clock.instant()));
        } catch (DateTimeException e) {
            return new Refusal(422, "now must be an instant like 2022-02-01T00:00:00Z").answer();
        }
    }
}
