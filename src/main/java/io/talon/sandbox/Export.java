package io.talon.sandbox;

import java.time.Duration;
import java.time.Instant;

/** An export under its ticket, and the request it came from. */
record Export(String id, ExportOrder order, Received request) {

    /** @param processing how long an export takes */
    String status(Instant now, Duration processing) {
        Duration elapsed = Duration.between(request.instant(), now);
        if (elapsed.compareTo(processing) >= 0) {
            return "complete";
        }
        return elapsed.multipliedBy(3).compareTo(processing) < 0 ? "requested" : "in_progress";
    }

    String path() {
        return "/files/" + id + "/" + order.fileName();
    }
}
