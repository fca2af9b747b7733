package io.talon.warehouse;

import io.talon.TalonException;
import java.util.List;

/** Data tests of severity error failed: what was built is not published. */
public final class TestsFailedException extends TalonException {
    TestsFailedException(List<String> failed) {
        super(failed.size() + " data tests failed, so the mart stays as it was: " + String.join("; ", failed) + ".",
            "Correct the model or the data; the next 'run' builds and tests again.");
    }
}
