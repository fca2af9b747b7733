package io.talon.export;

import io.talon.Background;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Breaks off calls that take too long: a time-out of the socket alone lets one live for ever that drips a byte now and then. */
public final class TimeLimit {
    private final Duration limit;

    public TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /** A call over the network. */
    public interface Call<T, E extends Exception> {
        T make() throws IOException, E;
    }

    /** @param breakOff makes the call end with an IOException wherever it is */
    public <T, E extends Exception> T keep(String whom, Runnable breakOff, Call<T, E> call) throws IOException, E {
        AtomicBoolean isOver = new AtomicBoolean();
        Future<?> timeout = Background.thread().schedule(() -> {
            isOver.set(true);
            breakOff.run();
        }, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return call.make();
        } catch (IOException e) {
            throw isOver.get() ? new InterruptedIOException("no whole answer from " + whom + " within " + limit.toMillis() / 1000.0 + " s") : e;
        } finally {
            timeout.cancel(false);
        }
    }
}
