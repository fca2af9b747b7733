package io.talon.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some questions, shown together, and the filters that narrow them. */
public record Dashboard(String name, String title, String description, List<Filter> filters, List<Element> elements) {

    /**
     * What a reader may narrow the tiles by that listen to it.
     *
     * @param explore   in which its field's values are looked up
     * @param condition that holds until the reader says otherwise; empty if everything is let through
     */
    public record Filter(String name, String title, String explore, String field, @JsonProperty("default") String condition) {
    }

    /** The conditions by the names of the filters: the defaults, and what is given in their place. */
    public Map<String, String> conditions(Map<String, String> given) {
        Map<String, String> conditions = new LinkedHashMap<>();
        filters.forEach(filter -> conditions.put(filter.name(), given.getOrDefault(filter.name(), filter.condition())));
        return conditions;
    }
}
