package io.talon.deliver;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A threshold that is watched; keys are named as in the Looker API's alert where that has them.
 *
 * @param field         metric that is compared
 * @param forEach       dimensions: each of their values is judged apart
 * @param minCount      metrics that must reach a number, or nothing is judged
 * @param renotifyAfter how long after people were told they are told again while it lasts; null for never
 */
public record Alert(String name, String customTitle, String explore, String field, List<String> forEach, Window window, Map<String, Integer> minCount,
                    Map<String, String> filters, Comparison comparisonType, Double threshold, Timing.After after, String crontab, ZoneId timezone,
                    Duration renotifyAfter, Boolean onRecover, OnNoData onNoData, String runAs, List<Destination> destinations, boolean isDisabled) implements Scheduled {
    /** What happens where there is nothing to judge. */
    public enum OnNoData { LOG, ALERT }

    /** What is left out is as most want it. */
    public Alert {
        forEach = forEach == null ? List.of() : forEach;
        window = window == null ? Window.LAST_COMPLETE_WEEK : window;
        minCount = minCount == null ? Map.of() : minCount;
        filters = filters == null ? Map.of() : filters;
        onRecover = onRecover == null || onRecover;
        onNoData = onNoData == null ? OnNoData.LOG : onNoData;
    }

    @Override
    public String kind() {
        return "alert";
    }

    @Override
    public Timing timing() {
        return new Timing(after, crontab, timezone);
    }

    String title() {
        return customTitle == null ? name : customTitle;
    }
}
