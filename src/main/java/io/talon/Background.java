package io.talon;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread for what is done now and then and in a moment, such as breaking a call off: a thread for each would only wait. */
public final class Background {
    private static final ScheduledThreadPoolExecutor THREAD = new ScheduledThreadPoolExecutor(1, Background::thread);

    static {
        // There is a time-out for each call, and few are ever due.
        THREAD.setRemoveOnCancelPolicy(true);
    }

    private Background() {
    }

    public static ScheduledExecutorService thread() {
        return THREAD;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    }
}
