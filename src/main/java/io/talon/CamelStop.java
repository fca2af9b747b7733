package io.talon;

import io.talon.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Stops the routes, so that nothing of what they carry fails by it. */
final class CamelStop implements AutoCloseable {
    /** These steps may end; after so long they are broken off, and the ledger has their runs. */
    private static final List<String> STEPS = List.of("store-export", "load-run", "build-mart");
    private static final Duration STEP_MAY_TAKE = Duration.ofSeconds(20);
    private final Main camel;
    private final Ledger ledger;

    CamelStop(Main camel, Ledger ledger) {
        this.camel = camel;
        this.ledger = ledger;
    }

    @Override
    public void close() throws Exception {
        ledger.stopping();
        try {
            letStepsEnd(camel.getCamelContext());
        } finally {
            camel.stop();
        }
    }

    private static void letStepsEnd(CamelContext context) throws Exception {
        context.getRouteController().stopRoute("take-due-runs");
        Instant latest = Instant.now().plus(STEP_MAY_TAKE);
        while (STEPS.stream().anyMatch(step -> context.getInflightRepository().size(step) > 0) && Instant.now().isBefore(latest)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
