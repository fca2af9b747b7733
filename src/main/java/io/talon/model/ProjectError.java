package io.talon.model;

import io.talon.TalonException;

/** The dbt project cannot be built as it is: which file, which line where known, what, and what to do. */
public final class ProjectError extends TalonException {
    public ProjectError(String file, String problem, String remedy) {
        super("warehouse/" + file + ": " + problem + ".", remedy);
    }
}
