package io.talon;

import io.talon.interval.Demand;
import io.talon.ledger.Run;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.commons.lang3.ObjectUtils;

/** The sources that are on: each is a route of the group 'source', and is asked for runs through it. */
final class SourceRoutes {
    private static final Pattern SWITCH = Pattern.compile("source[.](.+)[.]enabled");
    private final Main camel;
    private final Supplier<Settings> settings;

    SourceRoutes(Main camel, Supplier<Settings> settings) {
        this.camel = camel;
        this.settings = settings;
    }

    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (Route route : camel.getCamelContext().getRoutes()) {
            if ("source".equals(route.getGroup())) {
                names.add(route.getEndpoint().getEndpointUri().replace("direct://", ""));
            }
        }
        return names;
    }

    void refuseNone() {
        if (names().isEmpty()) {
            throw new ConfigurationException("No source is on: there is no route of group 'source'.", "Enable one with source.NAME.enabled=true, or add its file to routes/.");
        }
    }

    /** Answers the runs as they stand in the ledger. */
    @SuppressWarnings("unchecked")
    List<Run> demand(String source, Demand demand) throws Exception {
        if (!names().contains(source)) {
            throw noSource(source, settings.get(), names());
        }
        Exchange answer = camel.getCamelTemplate().request("direct:" + source, exchange -> exchange.getMessage().setBody(demand));
        if (ObjectUtils.firstNonNull(answer.getException(), answer.getProperty(Exchange.EXCEPTION_CAUGHT)) instanceof Exception refused) {
            throw refused;
        }
        return answer.getMessage().getBody(List.class);
    }

    private static ConfigurationException noSource(String name, Settings settings, Set<String> on) {
        if (!settings.isSourceOn(name)) {
            return new ConfigurationException("The source '" + name + "' is off.", "Set " + Settings.switchOf(name) + "=true.");
        }
        Set<String> known = new TreeSet<>(on);
        settings.names().stream().map(SWITCH::matcher).filter(Matcher::matches).forEach(one -> known.add(one.group(1).replace('-', '_')));
        return new ConfigurationException("There is no source '" + name + "'.", "Did you mean " + Spelling.nearest(name, known).orElseThrow() + "? Those that are on: " + String.join(", ", on) + ".");
    }
}
