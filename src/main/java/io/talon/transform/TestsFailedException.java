package io.talon.transform;

import io.talon.Count;
import io.talon.TalonException;
import java.util.List;

/** Data tests of severity error failed: what was built is not published. */
public final class TestsFailedException extends TalonException {
    TestsFailedException(List<Result> failed) {
        super(Count.of(failed.size(), "data test") + " failed, so the mart stays as it was: " + String.join("; ", failed.stream().map(Result::toString).toList()) + ".",
            "Correct the model or the data; the next 'build' or 'run' builds and tests again. Where an export was loaded again with fewer rows, say 'build --full-refresh'.");
    }
}
