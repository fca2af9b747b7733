package io.talon.sandbox;

import java.util.function.Predicate;

/**
 * Says which calls get another answer than the honest one, how often, and which.
 *
 * @param match sees the request for the export that a call is about, also where the call is about its status or its file
 * @param times how many calls it is for
 */
public record Scenario(Endpoint endpoint, Predicate<Received> match, int times, Effect effect) {

    /** For the next request for an export. */
    public static Scenario request(Effect effect) {
        return new Scenario(Endpoint.REQUEST, request -> true, 1, effect);
    }

    /** For the next question about an export's status. */
    public static Scenario status(Effect effect) {
        return new Scenario(Endpoint.STATUS, request -> true, 1, effect);
    }

    /** For the next download. */
    public static Scenario file(Effect effect) {
        return new Scenario(Endpoint.FILE, request -> true, 1, effect);
    }

    /** Only for exports whose request is like this. */
    public Scenario where(Predicate<Received> predicate) {
        return new Scenario(endpoint, match.and(predicate), times, effect);
    }

    public Scenario times(int times) {
        return new Scenario(endpoint, match, times, effect);
    }

    public Scenario forever() {
        return times(Integer.MAX_VALUE);
    }

    boolean fits(Endpoint endpoint, Received request) {
        return this.endpoint == endpoint && match.test(request);
    }
}
