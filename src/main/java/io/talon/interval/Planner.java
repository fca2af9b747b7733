package io.talon.interval;

import io.talon.ConfigurationException;
import io.talon.ledger.Ledger;
import io.talon.ledger.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which intervals a source owes; the ledger says what has become of each. */
public final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final Ledger ledger;
    private final Clock clock;
    private final boolean catchUp;

    public Planner(Ledger ledger, Clock clock, boolean catchUp) {
        this.ledger = ledger;
        this.clock = clock;
        this.catchUp = catchUp;
    }

    /** Body: a {@link Demand}, or nothing when the schedule ticks. Answers the runs, written to the ledger if so demanded. */
    public List<Run> plan(Exchange exchange) {
        Source source = Source.of(exchange);
        Demand demand = demand(exchange);
        if (demand.isTick() && demand.write()) {
            remind(source);
        }
        if (demand.again()) {
            refusePast(source, demand.to());
        }
        List<Interval> owed = demand.isTick() ? owedAtTick(source, demand.to()) : owedBetween(source, demand.from(), lastBoundary(source, demand));
        return owed.stream().map(interval -> run(source, interval, demand)).toList();
    }

    /** The schedule does not take failed runs up by itself, nor does it pass them over in silence. */
    private void remind(Source source) {
        long failed = ledger.failed().stream().filter(run -> run.source().equals(source.name())).count();
        if (failed > 0) {
            LOG.warn("{}: {} for replay", source.name(), failed == 1 ? "1 failed run waits" : failed + " failed runs wait");
        }
    }

    private Instant lastBoundary(Source source, Demand demand) {
        return demand.to() != null ? demand.to() : source.period().lastEnd(clock.instant());
    }

    private Run run(Source source, Interval interval, Demand demand) {
        Run planned = ledger.draft(source.name(), interval, source.request(), demand.batch());
        if (!demand.write()) {
            return planned;
        }
        if (demand.isTick()) {
            return ledger.schedule(planned);
        }
        return demand.again() ? ledger.requestAgain(planned) : ledger.request(planned);
    }

    private Demand demand(Exchange exchange) {
        Demand demand = exchange.getMessage().getBody(Demand.class);
        return demand != null ? demand : Demand.tick(scheduled(exchange));
    }

    private Instant scheduled(Exchange exchange) {
        Date fire = exchange.getMessage().getHeader("scheduledFireTime", Date.class);
        return fire != null ? fire.toInstant() : clock.instant();
    }

    private List<Interval> owedAtTick(Source source, Instant tick) {
        Period period = source.period();
        Instant end = period.lastEnd(tick);
        Optional<Instant> scheduled = ledger.scheduledUntil(source.name());
        if (scheduled.isPresent() && !scheduled.get().isBefore(end)) {
            return List.of();
        }
        boolean lastOnly = scheduled.isEmpty() || !catchUp || !source.request().window();
        return lastOnly ? List.of(period.endingAt(end)) : period.between(scheduled.get(), end);
    }

    /** A snapshot shows the present only, so of a longer span the last interval alone can be asked for. */
    private List<Interval> owedBetween(Source source, Instant from, Instant to) {
        Period period = source.period();
        check(source, from, to);
        return source.request().window() ? period.between(from, to) : List.of(period.endingAt(to));
    }

    /** What a snapshot showed then would be replaced by what it shows now. */
    private void refusePast(Source source, Instant to) {
        Instant last = source.period().lastEnd(clock.instant());
        if (!source.request().window() && to.isBefore(last)) {
            throw new ConfigurationException("The source " + source.name() + " is a snapshot of the present: what it showed before " + Interval.boundary(to) + " cannot be asked for again.",
                "Leave --again out, or ask for the last interval: --to " + Interval.boundary(last) + ".");
        }
    }

    private void check(Source source, Instant from, Instant to) {
        Period period = source.period();
        if (!from.isBefore(to)) {
            throw new ConfigurationException("--from " + from + " is not before --to " + to + ".", "Give the first day wanted and the day after the last.");
        }
        if (!period.isBoundary(from) || !period.isBoundary(to)) {
            throw new ConfigurationException("Intervals of " + source.name() + " are " + period.length() + " long; " + from + " to " + to
                + " cuts one.", "Give boundaries such as " + period.lastEnd(from) + ".");
        }
        if (to.isAfter(period.lastEnd(clock.instant()))) {
            throw new ConfigurationException("The interval of " + source.name() + " that ends at " + to + " is not over yet.",
                "The last complete one ends at " + period.lastEnd(clock.instant()) + ".");
        }
    }
}
