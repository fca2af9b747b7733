package io.talon.semantic;

import java.util.List;
import java.util.Locale;

/**
 * A property by which numbers can be broken down and filtered.
 *
 * @param column     of the mart
 * @param grain      the finest that a day has; null for other types
 * @param restricted whether it is shown only to whom it is granted by name
 */
public record Dimension(String name, String label, String description, String column, Type type, Grain grain, boolean restricted) {
    /** Parts a day's name from its grain. */
    public static final String SEPARATOR = "__";

    /** What its values are. */
    public enum Type {
        TEXT, NUMBER, DAY, FLAG;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isDay() {
        return type == Type.DAY;
    }

    /** The grains by which a day may be asked for; none for other types. */
    public List<Grain> grains() {
        return isDay() ? grain.upwards() : List.of();
    }
}
