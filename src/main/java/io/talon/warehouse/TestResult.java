package io.talon.warehouse;

import io.talon.model.DataTest;
import java.util.List;
import java.util.Map;

/**
 * What a data test found.
 *
 * @param rows the first of the rows that fail; none means the test passed
 */
public record TestResult(DataTest test, List<Map<String, Object>> rows) {

    public boolean isFailed() {
        return !rows.isEmpty();
    }

    boolean isError() {
        return isFailed() && test.severity() == DataTest.Severity.ERROR;
    }

    @Override
    public String toString() {
        return "test " + test.name() + " (" + test.severity().toString().toLowerCase() + ") in " + test.file() + " failed, for example on " + rows.get(0);
    }
}
