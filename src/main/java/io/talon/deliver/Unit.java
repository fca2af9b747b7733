package io.talon.deliver;

import io.talon.semantic.Format;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Writes the numbers of an axis as those of the tables. */
final class Unit extends NumberFormat {
    private final transient Format format;

    Unit(Format format) {
        this.format = format;
    }

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
        return to.append(format.text(number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
        return to.append(format.text(number));
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        throw new UnsupportedOperationException("Axes are only written.");
    }
}
