package io.talon.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Data nobody gave: any day has some, and it is the same whenever it is asked for. Within one export a grade is there once, in its newest version. */
final class InventedData implements ExportData {
    private static final int ACTIVITIES = 12;

    @Override
    public void write(Kind kind, ExportOrder order, Instant now, Writer out) throws IOException {
        out.write(kind.header());
        Csv csv = new Csv(out);
        try (Stream<List<String>> rows = rows(kind, order, now)) {
            rows.forEach(row -> line(csv, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void line(Csv csv, List<String> row) {
        try {
            csv.line(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<List<String>> rows(Kind kind, ExportOrder order, Instant now) {
        return switch (kind) {
            case GROUPS -> Staff.groups(Days.of(now), order.unavailable()).stream();
            case AUDIT_LOG -> activities(order.window()).map(Activity::cells);
            case CSAT -> oncePerTicket(grades(order)).flatMap(grade -> new GradeRows(grade).of(kind).stream());
            default -> grades(order).flatMap(grade -> new GradeRows(grade).of(kind).stream());
        };
    }

    private static Stream<Grade> grades(ExportOrder order) {
        return Days.of(order.window()).boxed().flatMap(GradeBook::of).filter(grade -> grade.type().isIn(order) && grade.isNewestIn(order.window()));
    }

    private static Stream<Grade> oncePerTicket(Stream<Grade> grades) {
        Set<Ticket> seen = new HashSet<>();
        return grades.filter(grade -> seen.add(grade.ticket()));
    }

    private static Stream<Activity> activities(Window window) {
        return Days.of(window).boxed().flatMap(day -> IntStream.range(0, ACTIVITIES).mapToObj(number -> new Activity(day, number)))
            .filter(activity -> window.contains(activity.at()));
    }
}
