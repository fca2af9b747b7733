package io.talon.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The scenarios still to be played; of several that fit a call, the earliest is used up first. */
final class Script {
    private final List<Scenario> scenarios = new ArrayList<>();

    synchronized void add(List<Scenario> more) {
        scenarios.addAll(more);
    }

    synchronized void clear() {
        scenarios.clear();
    }

    /** @param request the request for the export that the call is about */
    synchronized Answer play(Endpoint endpoint, Received request, Answer honest) {
        for (int i = 0; i < scenarios.size(); i++) {
            if (scenarios.get(i).fits(endpoint, request)) {
                return use(i).apply(honest);
            }
        }
        return honest;
    }

    private Effect use(int i) {
        Scenario scenario = scenarios.get(i);
        if (scenario.times() > 1) {
            scenarios.set(i, scenario.times(scenario.times() - 1));
        } else {
            scenarios.remove(i);
        }
        return scenario.effect();
    }
}
