package io.talon.model;

import java.util.List;

/** A compiled project: the sources it reads, its steps in the order of their references, and the tests of the result. */
public record BuildPlan(List<SourceTable> sources, List<Step> steps, List<DataTest> tests) {
}
