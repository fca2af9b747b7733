package io.talon.model;

/**
 * A data test.
 *
 * @param model the model it is about; null for a test of its own
 * @param sql   selects the rows that fail
 */
public record DataTest(String name, String model, Severity severity, String file, String sql) {

    /** Whether a failure holds the publication or is only told. */
    public enum Severity { ERROR, WARN }
}
