package io.talon.management;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;

/** How often each route was gone through since the start, and how long that took. */
public final class RouteTimes {
    private final CamelContext context;

    public RouteTimes(CamelContext context) {
        this.context = context;
    }

    void into(Measures measures) {
        ManagedCamelContext managed = context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        for (Route route : context.getRoutes()) {
            ManagedRouteMBean times = managed.getManagedRoute(route.getRouteId());
            if (times != null) {
                into(measures, route.getRouteId(), times);
            }
        }
    }

    private static void into(Measures measures, String route, ManagedRouteMBean times) {
        try {
            measures.counter("talon_route_passages", "Exchanges that a route has ended with since the start", times.getExchangesTotal(), "route", route);
            measures.counter("talon_route_failures", "Exchanges that a route has failed with since the start", times.getExchangesFailed(), "route", route);
            measures.counter("talon_route_seconds", "Time that a route's exchanges have taken since the start", times.getTotalProcessingTime() / 1000.0, "route", route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
