package io.talon;

import io.talon.interval.Cron;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;

/** When sources tick, and whether they do: each has a route of its own that starts with a Quartz cron. */
public final class Schedules {
    private final Supplier<CamelContext> context;

    /** @param context is there as soon as the routes are started */
    Schedules(Supplier<CamelContext> context) {
        this.context = context;
    }

    /** The route that ticks for a source. */
    static String route(String source) {
        return "schedule-" + source.replace('_', '-');
    }

    /** The Quartz cron of a source; none if nothing ticks for it. */
    public Optional<String> cron(String source) {
        Route route = context.get().getRoute(route(source));
        return route != null && route.getEndpoint() instanceof QuartzEndpoint quartz ? Optional.ofNullable(quartz.getCron()) : Optional.empty();
    }

    public Optional<Instant> next(String source, Instant now) {
        return cron(source).map(Cron::utc).flatMap(cron -> cron.next(now));
    }

    /** The last time before an instant at which the source should have ticked; within ten years. */
    public Optional<Instant> last(String source, Instant before) {
        return cron(source).map(Cron::utc).flatMap(cron -> cron.last(before));
    }

    public boolean isPaused(String source) {
        return cron(source).isPresent() && !context.get().getRouteController().getRouteStatus(route(source)).isStarted();
    }

    /** Stops the ticks of a source in this process, until they are resumed or the process starts again. */
    public void pause(String source) throws Exception {
        context.get().getRouteController().stopRoute(scheduled(source));
    }

    public void resume(String source) throws Exception {
        context.get().getRouteController().startRoute(scheduled(source));
    }

    private String scheduled(String source) {
        cron(source).orElseThrow(() -> new ConfigurationException("Nothing ticks for the source '" + source + "': there is no route " + route(source) + ".",
            "Sources that are switched off, and those that only a backfill asks for, cannot be paused."));
        return route(source);
    }
}
