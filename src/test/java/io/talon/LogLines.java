package io.talon;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What Talon logs until it is closed, each line behind its level. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger log = (Logger) LoggerFactory.getLogger("talon");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogLines() {
        start();
        log.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        log.detachAppender(this);
    }
}
