package io.talon.deliver;

import io.talon.TalonException;
import io.talon.access.Access;
import io.talon.dashboard.Dashboard;
import io.talon.dashboard.Dashboards;
import io.talon.question.Answer;
import io.talon.question.Answers;
import io.talon.question.Period;
import io.talon.semantic.Definitions;
import io.talon.semantic.Grain;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * What plans and alerts are made with.
 *
 * @param users what the user of a name sees; of null, what a plan sees that names none
 */
public record Inquiry(Definitions definitions, Dashboards dashboards, Answers answers, Function<String, Access> users, Links links) {

    Dashboard dashboard(String name) {
        return dashboards.named(name).orElseThrow(() -> new TalonException("The dashboard '" + name + "' is not there any more.", "Name another in " + Deliveries.FILE + "."));
    }

    Access access(String user) {
        return users.apply(user);
    }

    Measure measure(Alert alert) {
        return new Measure(alert, definitions.explore(alert.explore()).orElseThrow(), answers, access(alert.runAs()));
    }

    /** Up to where there are data now. */
    Instant through(Instant now) throws SQLException {
        Instant through = answers.about().through();
        if (through == null) {
            throw new TalonException("It is not known up to when data are in the mart.", "Each source that is on must have landed once: talon plan tells what is missing.");
        }
        return through.isBefore(now) ? through : now;
    }

    /** What stands below every message; the day before a midnight is the last whole one. */
    static String footer(Answer.About about) {
        return "Data " + (about.through() == null ? "of build " : "through " + Period.words(LocalDate.ofInstant(about.through().minusMillis(1), ZoneOffset.UTC), Grain.DAY) + " (UTC), build ")
            + about.build() + ", " + about.testsPassed() + (about.tests() == null ? "" : " of " + about.tests()) + " tests passed" + (about.stale() ? ". Newer data should be there by now." : ".");
    }
}
