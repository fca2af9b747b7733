package io.talon.model;

import java.util.Set;

/**
 * One relation to build.
 *
 * @param layer        the folder: seeds, staging, intermediate or marts
 * @param materialized view, table or seed
 * @param dependsOn    names of the steps it reads
 * @param sql          complete, ready to execute
 */
public record Step(String name, String layer, String materialized, Set<String> dependsOn, String file, String sql) {
}
