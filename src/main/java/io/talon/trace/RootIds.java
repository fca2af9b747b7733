package io.talon.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Random ids, but for the root of a trace, whose ids its steps have named before it is there. */
final class RootIds implements IdGenerator {
    private final ThreadLocal<Trace> given = new ThreadLocal<>();

    Span root(Trace trace, Supplier<Span> start) {
        given.set(trace);
        try {
            return start.get();
        } finally {
            given.remove();
        }
    }

    @Override
    public String generateTraceId() {
        return given.get() == null ? IdGenerator.random().generateTraceId() : given.get().id();
    }

    @Override
    public String generateSpanId() {
        return given.get() == null ? IdGenerator.random().generateSpanId() : given.get().root();
    }
}
