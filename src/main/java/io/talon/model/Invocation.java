package io.talon.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * One run over a project.
 *
 * @param startedAt   later than that of any run before; incremental models stamp their rows with it
 * @param environment what {@code env_var} sees
 */
public record Invocation(Target target, Instant startedAt, Map<String, String> environment) {
    private static final DateTimeFormatter PYTHON = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    /** As {@code run_started_at} within a template: the way Python prints an instant. */
    public String startedAtText() {
        return PYTHON.format(startedAt);
    }
}
