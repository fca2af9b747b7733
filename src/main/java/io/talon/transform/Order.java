package io.talon.transform;

import java.util.List;

/**
 * What a run over the project shall do.
 *
 * @param select      dbt's selectors; none means everything
 * @param exclude     what of it is left out
 * @param fullRefresh whether incremental models are built anew
 */
public record Order(List<String> select, List<String> exclude, boolean fullRefresh) {
    public static final Order EVERYTHING = new Order(List.of(), List.of(), false);

    public boolean isWhole() {
        return select.isEmpty() && exclude.isEmpty();
    }
}
