package io.talon.deliver;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A dashboard that is delivered; keys are named as in the Looker API's scheduled plan.
 *
 * @param filters        of the dashboard, by their names, in the place of its defaults
 * @param requireResults whether nothing is sent where no tile has a row
 * @param runAs          user whose rows and fields it may show
 */
public record Plan(String name, String title, String dashboardId, Timing.After after, String crontab, ZoneId timezone, Map<String, String> filters,
                   boolean requireResults, String runAs, List<Destination> destinations, boolean isDisabled) implements Scheduled {
    public Plan {
        filters = filters == null ? Map.of() : filters;
    }

    @Override
    public String kind() {
        return "plan";
    }

    @Override
    public Timing timing() {
        return new Timing(after, crontab, timezone);
    }
}
