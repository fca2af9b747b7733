package io.talon.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.access.Access;
import io.talon.dashboard.Dashboard.Filter;
import io.talon.dashboard.Element.Type;
import io.talon.question.Compiler;
import io.talon.question.QuestionError;
import io.talon.semantic.Definitions;
import io.talon.semantic.Explore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Makes a dashboard of YAML. A field that is not there is refused; what only concerns Looker's looks is passed over, with a warning. */
final class DashboardReader {
    private static final Set<String> KEYS = Set.of("dashboard", "title", "description", "layout", "preferred_viewer", "filters", "elements");
    private static final Set<String> FILTER_KEYS = Set.of("name", "title", "type", "model", "explore", "field", "default_value");
    private final Place place;
    private final Definitions definitions;
    private final Compiler compiler;
    private final List<String> warnings;

    DashboardReader(Place place, Definitions definitions, List<String> warnings) {
        this.place = place;
        this.definitions = definitions;
        this.compiler = new Compiler(definitions, Clock.systemUTC());
        this.warnings = warnings;
    }

    Dashboard dashboard(JsonNode yaml) {
        String name = place.required(yaml, "the dashboard", "dashboard");
        ignored(yaml, "the dashboard '" + name + "'", KEYS);
        List<Filter> filters = new ArrayList<>();
        yaml.path("filters").forEach(filter -> filters.add(filter(filter)));
        ElementReader reader = new ElementReader(this, place, filters.stream().map(Filter::name).collect(Collectors.toSet()));
        List<Element> elements = new ArrayList<>();
        yaml.path("elements").forEach(element -> elements.add(reader.element(element)));
        Dashboard dashboard = new Dashboard(name, yaml.path("title").asText(name), yaml.path("description").asText(), filters, elements);
        elements.stream().filter(element -> element.type() != Type.text).forEach(element -> check(element, dashboard.conditions(Map.of())));
        return dashboard;
    }

    /** What is asked later can be asked. */
    private void check(Element element, Map<String, String> conditions) {
        try {
            compiler.compile(element.question(conditions), Access.ALL);
        } catch (QuestionError e) {
            throw place.error("the tile '" + element.name() + "'", "cannot be asked: " + e.getMessage().replaceFirst("\\.$", ""), e.remedy(), "");
        }
    }

    private Filter filter(JsonNode yaml) {
        String name = place.required(yaml, "a filter", "name");
        String what = "the filter '" + name + "'";
        ignored(yaml, what, FILTER_KEYS);
        Explore explore = explore(yaml, what);
        return new Filter(name, yaml.path("title").asText(name), explore.name(), field(explore, place.required(yaml, what, "field"), what, LookerFields::oursForCondition),
            yaml.path("default_value").asText());
    }

    Explore explore(JsonNode yaml, String what) {
        String name = place.required(yaml, what, "explore");
        return definitions.explore(name).orElseThrow(() -> place.error(what, "asks the explore '" + name + "', which is not there",
            "Those that are: " + definitions.explores().stream().map(Explore::name).collect(Collectors.joining(", ")) + ".", name));
    }

    String field(Explore explore, String looker, String what, BiFunction<Explore, String, Optional<String>> naming) {
        return naming.apply(explore, looker).orElseThrow(() -> place.error(what, "names '" + looker + "', which " + explore.name() + " does not have",
            "It has " + String.join(", ", explore.metrics().keySet()) + "; and by " + String.join(", ", explore.dimensions().keySet()) + ".", looker));
    }

    void ignored(JsonNode yaml, String what, Set<String> known) {
        yaml.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                warnings.add("warehouse/" + place.file() + ": " + key + " of " + what + " is not shown here.");
            }
        });
    }
}
