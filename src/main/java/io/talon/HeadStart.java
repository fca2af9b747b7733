package io.talon;

import io.talon.store.ObjectStore;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches on another core, while the ledger is opened, what the start needs next. What fails here fails again where it is needed. */
final class HeadStart {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private HeadStart() {
    }

    /** Once in a process: what is loaded stays. */
    static void begin() {
        if (BEGUN.getAndSet(true)) {
            return;
        }
        run(() -> Packaged.folder("routes"));
        run(HeadStart::openStoreClient);
    }

    private static void openStoreClient() {
        ObjectStore.open(URI.create("http://localhost"), "us-east-1", "none", "none", true).close();
    }

    private static void run(Runnable part) {
        Thread thread = new Thread(() -> attempt(part), "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | LinkageError e) {
            // A class whose first use failed is unusable from then on, and whoever uses it next is not told why.
            LOG.warn("The start meets trouble: {}", ExceptionUtils.getRootCauseMessage(e));
        }
    }
}
