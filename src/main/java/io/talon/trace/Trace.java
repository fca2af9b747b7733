package io.talon.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.talon.Sha256;
import io.talon.ledger.Run;
import java.util.HexFormat;

/**
 * The trace of a run and the span at its root. Both follow from the run and its deadline, which a run has from its first request, or from its replay, to its end:
 * whichever process carries it on, and after any restart, they are the same.
 */
record Trace(String id, String root) {

    static Trace of(Run run) {
        byte[] hash = Sha256.of(run.id() + " " + run.deadlineAt().toEpochMilli());
        return new Trace(HexFormat.of().formatHex(hash, 0, 16), HexFormat.of().formatHex(hash, 16, 24));
    }

    /** As the parent of the run's steps. */
    Context parent() {
        return Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(id, root, TraceFlags.getSampled(), TraceState.getDefault())));
    }
}
