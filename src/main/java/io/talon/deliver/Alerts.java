package io.talon.deliver;

import io.talon.TalonException;
import io.talon.deliver.Changes.Told;
import io.talon.ledger.AlertState;
import io.talon.ledger.AlertStates;
import io.talon.ledger.Notice;
import io.talon.ledger.Notices;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges alerts, and has people told of what has changed since the last time. */
public final class Alerts {
    /** The state of an alert that could not be judged stands under this name beside those of what it looks at. */
    static final String ITSELF = "*";
    private static final int MOST_LINES = 20;
    private static final String BROKEN = "BROKEN";
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final Deliveries deliveries;
    private final Inquiry inquiry;
    private final AlertStates states;
    private final Notices notices;
    private final Clock clock;
    private final Predicate<SQLException> isAway;

    /** @param isAway whether the mart cannot be had for the moment, so that the alert is judged later */
    public Alerts(Deliveries deliveries, Inquiry inquiry, AlertStates states, Notices notices, Clock clock, Predicate<SQLException> isAway) {
        this.deliveries = deliveries;
        this.inquiry = inquiry;
        this.states = states;
        this.notices = notices;
        this.clock = clock;
        this.isAway = isAway;
    }

    /** Judges the alert whose turn it is; of one that cannot be judged the owner is told, once until it can be again. */
    public void judge(@Variable("notice") Notice turn) throws SQLException {
        Alert alert = deliveries.alert(turn.subject());
        Map<String, AlertState> before = states.of(alert.name());
        try {
            judge(alert, turn, before);
        } catch (TalonException e) {
            broken(alert, turn, before, e.getMessage() + " " + e.remedy());
        } catch (SQLException e) {
            if (isAway.test(e)) {
                throw e;
            }
            broken(alert, turn, before, "The mart refused the question. Look whether its models have the columns that the definitions name.");
        }
        notices.sent(turn);
    }

    private void judge(Alert alert, Notice turn, Map<String, AlertState> before) throws SQLException {
        Measure.Result result = inquiry.measure(alert).of(inquiry.through(clock.instant()));
        Changes changes = new Changes(alert, before, clock.instant(), result.columns().get(alert.forEach().size()).format());
        changes.take(result.findings());
        if (changes.told().isEmpty()) {
            LOG.info("alert {} of {}: nothing new, {} judged", alert.name(), result.days(), changes.kept().size());
        }
        List<AlertState> kept = new ArrayList<>(changes.kept());
        kept.add(itself(alert, "OK"));
        Report report = changes.told().isEmpty() ? null : report(alert, result, changes.told());
        states.keep(kept, report == null ? List.of() : alert.destinations().stream().map(to -> notice(turn, report, to)).toList(), clock.instant());
    }

    private AlertState itself(Alert alert, String state) {
        return new AlertState(alert.name(), ITSELF, state, clock.instant(), null);
    }

    private static Notice notice(Notice turn, Report report, Destination to) {
        return new Notice(turn.event(), to.id(), report.title(), report.in(to.format()).json(), 0);
    }

    private Report report(Alert alert, Measure.Result result, List<Told> told) {
        String label = result.columns().get(alert.forEach().size()).label();
        String lines = told.stream().limit(MOST_LINES).map(one -> line(label, one) + " (" + result.days().words() + ").").collect(Collectors.joining("\n"));
        String more = told.size() > MOST_LINES ? "\n… and " + (told.size() - MOST_LINES) + " more" : "";
        Tile figures = new Tile(label, "looker_grid", "", List.of(), result.columns(), told.stream().map(one -> one.finding().row()).filter(Objects::nonNull).toList(), null, false);
        return new Report(alert.name(), alert.title() + title(told), lines + more, Inquiry.footer(result.about()), inquiry.links().explore(result.question()), null,
            figures.rows().isEmpty() ? List.of() : List.of(figures));
    }

    private static String title(List<Told> told) {
        String abouts = told.stream().map(one -> one.finding().about()).filter(about -> !about.isEmpty()).limit(5).collect(Collectors.joining("; "));
        return (abouts.isEmpty() ? "" : ": " + abouts) + (told.size() > 5 ? " and others" : "");
    }

    private static String line(String label, Told told) {
        String about = told.finding().about().isEmpty() ? "" : told.finding().about() + ": ";
        return told.finding().words().isEmpty() ? about + told.words() : about + label + " " + told.finding().words() + ", " + told.words();
    }

    private void broken(Alert alert, Notice turn, Map<String, AlertState> before, String reason) {
        LOG.warn("alert {} cannot be judged: {}", alert.name(), reason);
        if (!before.containsKey(ITSELF) || !before.get(ITSELF).state().equals(BROKEN)) {
            notices.tell("broken " + turn.event(), "The alert " + alert.name() + " cannot be judged", reason + " Until then it watches nothing.");
            states.keep(List.of(itself(alert, BROKEN)), List.of(), clock.instant());
        }
    }
}
