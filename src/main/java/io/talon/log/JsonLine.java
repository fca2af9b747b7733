package io.talon.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talon.Secrets;

/**
 * A log line as one JSON object: {@code time}, {@code level}, {@code logger}, {@code message}, where they are known {@code run} or {@code build}, and {@code exception}.
 * Secrets are masked before they are quoted, since afterwards they would be spelt otherwise.
 */
final class JsonLine extends LayoutBase<ILoggingEvent> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ThrowableProxyConverter exception = new ThrowableProxyConverter();

    @Override
    public void start() {
        exception.start();
        super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        event.getMDCPropertyMap().forEach(line::put);
        line.put("message", Secrets.mask(event.getFormattedMessage()));
        if (event.getThrowableProxy() != null) {
            line.put("exception", Secrets.mask(exception.convert(event)));
        }
        return line + "\n";
    }
}
