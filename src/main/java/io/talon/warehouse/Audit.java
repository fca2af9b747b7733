package io.talon.warehouse;

import io.talon.model.DataTest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Decides by the data tests whether what was built may be published. */
public final class Audit {

    /** What the tests of a build that may be published came to. */
    public record Verdict(int passed, int warnings) {
    }

    public TestResult result(@Variable("test") DataTest test, @Body List<Map<String, Object>> rows) {
        return new TestResult(test, rows);
    }

    /** @throws TestsFailedException if a test of severity error failed */
    public Verdict judge(@Body List<TestResult> results) {
        List<TestResult> all = results == null ? List.of() : results;
        List<String> errors = all.stream().filter(TestResult::isError).map(TestResult::toString).toList();
        if (!errors.isEmpty()) {
            throw new TestsFailedException(errors);
        }
        int failed = (int) all.stream().filter(TestResult::isFailed).count();
        return new Verdict(all.size() - failed, failed);
    }
}
