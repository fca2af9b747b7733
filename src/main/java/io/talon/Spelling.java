package io.talon;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** What somebody may have meant by a name that is not known. */
public final class Spelling {
    private Spelling() {
    }

    /** The known name that is the fewest slips of the pen away; nothing if there are none. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream().min(Comparator.<String>comparingInt(other -> slips(other, name)).thenComparing(Comparator.naturalOrder()));
    }

    /** Letters that are wrong, missing or too many. */
    @SuppressWarnings("deprecation")
    public static int slips(String one, String other) {
        return StringUtils.getLevenshteinDistance(one, other);
    }
}
