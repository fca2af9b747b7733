package io.talon.access;

import io.talon.semantic.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one person may see. Whatever is not granted is not seen.
 *
 * @param rows   by dimension the values whose rows are seen, all of which must hold; none sees no row; null sees every row
 * @param fields restricted dimensions that are seen; null sees them all
 */
public record Access(Map<String, List<String>> rows, Set<String> fields) {
    public static final Access ALL = new Access(null, null);
    public static final Access NONE = new Access(Map.of(), Set.of());

    public boolean seesEveryRow() {
        return rows == null;
    }

    public boolean sees(Dimension dimension) {
        return !dimension.restricted() || fields == null || fields.contains(dimension.name());
    }
}
