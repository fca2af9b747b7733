package io.talon.cli;

import io.talon.ConfigurationException;
import io.talon.interval.Interval;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a boundary of intervals: a day (its start, UTC) or an instant. */
final class Boundary implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return Interval.boundary(text);
        } catch (ConfigurationException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
