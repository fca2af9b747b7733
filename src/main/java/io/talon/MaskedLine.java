package io.talon;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** A finished log line, its exception included, without secrets, whichever library wrote it. */
public final class MaskedLine extends CompositeConverter<ILoggingEvent> {
    @Override
    protected String transform(ILoggingEvent event, String line) {
        return Secrets.mask(line);
    }
}
