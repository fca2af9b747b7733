package io.talon.deliver;

import io.talon.TalonException;
import io.talon.access.Access;
import io.talon.dashboard.Dashboard;
import io.talon.dashboard.Element;
import io.talon.ledger.Notice;
import io.talon.ledger.Notices;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the reports of plans: all tiles of a dashboard or none, as the user sees them whom the plan names. */
public final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final Supplier<Stream<Plan>> plans;
    private final Inquiry inquiry;
    private final Notices notices;

    public Plans(Supplier<Stream<Plan>> plans, Inquiry inquiry, Notices notices) {
        this.plans = plans;
        this.inquiry = inquiry;
        this.notices = notices;
    }

    /** Makes the report of the plan whose turn it is, and puts it into the outbox for each destination. */
    public void make(@Variable("notice") Notice turn) throws SQLException {
        Plan plan = plans.get().filter(one -> one.name().equals(turn.subject())).findFirst()
            .orElseThrow(() -> new TalonException("There is no plan " + turn.subject() + " any more.", "Nothing has to be done: it was due before it was taken out."));
        Dashboard dashboard = inquiry.dashboard(plan.dashboardId());
        Report report = report(plan, dashboard);
        if (plan.requireResults() && report.isEmpty()) {
            LOG.info("{}: nothing to send, as no tile has a figure", turn.name());
        } else {
            plan.destinations().forEach(to -> notices.owe(new Notice(turn.event(), to.id(), subject(plan, dashboard), report.in(to.format()).json(), 0)));
        }
        notices.sent(turn);
    }

    private Report report(Plan plan, Dashboard dashboard) throws SQLException {
        Map<String, String> conditions = dashboard.conditions(plan.filters());
        Access access = inquiry.access(plan.runAs());
        List<Tile> tiles = new ArrayList<>();
        for (Element element : dashboard.elements().stream().sorted(Comparator.comparing(Element::row).thenComparing(Element::col)).toList()) {
            tiles.add(tile(element, conditions, access));
        }
        return new Report(plan.name(), plan.title() == null ? dashboard.title() : plan.title(), words(conditions), Inquiry.footer(inquiry.answers().about()),
            inquiry.links().dashboard(dashboard.name(), conditions), null, tiles);
    }

    private Tile tile(Element element, Map<String, String> conditions, Access access) throws SQLException {
        if (element.type() == Element.Type.text) {
            return new Tile(element.title(), "text", element.text(), List.of(), List.of(), List.of(), null, false);
        }
        try {
            return Tile.of(element, inquiry.answers().answer(element.question(conditions), access));
        } catch (TalonException e) {
            throw new TalonException("Its tile '" + element.title() + "' cannot be made: " + e.getMessage(), e.remedy(), e);
        }
    }

    /** Tells one plan and period from others in a mailbox. */
    private String subject(Plan plan, Dashboard dashboard) {
        Map<String, String> conditions = dashboard.conditions(plan.filters());
        Stream<String> periods = dashboard.filters().stream().filter(this::isPeriod).map(filter -> inWords(conditions.get(filter.name()))).filter(words -> !words.isBlank());
        return Stream.concat(Stream.of(plan.title() == null ? plan.name() + ": " + dashboard.title() : plan.title()), periods.limit(1)).collect(Collectors.joining(", "));
    }

    private boolean isPeriod(Dashboard.Filter filter) {
        return inquiry.definitions().explore(filter.explore()).flatMap(explore -> explore.part(filter.field())).filter(part -> part.dimension().isDay()).isPresent();
    }

    /** The conditions that narrow it. */
    private String words(Map<String, String> conditions) {
        return String.join("; ", conditions.entrySet().stream().filter(one -> !one.getValue().isBlank()).map(one -> one.getKey() + ": " + inWords(one.getValue())).toList());
    }

    /** As the page says it: the last complete week is not the last 1 complete weeks. A week later it would be another, so its days are told. */
    private String inWords(String condition) {
        String words = condition.replaceFirst("^last (?:1 )?(complete )?(day|week|month|quarter)s?$", "last $1$2");
        return inquiry.answers().compiler().period(condition).map(period -> words + " (" + period.words() + ")").orElse(words);
    }
}
