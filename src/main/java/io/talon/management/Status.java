package io.talon.management;

import com.sun.net.httpserver.HttpExchange;
import io.talon.export.Calls;
import io.talon.export.Expectation;
import io.talon.export.TokenAge;
import io.talon.ledger.Build;
import io.talon.ledger.Builds;
import io.talon.ledger.Overview;
import io.talon.ledger.Run;
import io.talon.warehouse.Leadership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the operations page shows, as JSON; instants are texts in UTC, what is unknown is null. */
public final class Status {
    private static final int MOST_RUNS = 50;
    private final Sources sources;
    private final Overview overview;
    private final Builds builds;
    private final Expectation expectation;
    private final Calls calls;
    private final int callsPerMinute;
    private final TokenAge token;
    private final Leadership leadership;
    private final boolean operations;

    /** @param operations whether the page may change anything */
    public Status(Sources sources, Overview overview, Builds builds, Calls calls, int callsPerMinute, TokenAge token, Leadership leadership, boolean operations) {
        this.sources = sources;
        this.overview = overview;
        this.builds = builds;
        this.expectation = new Expectation(callsPerMinute);
        this.calls = calls;
        this.callsPerMinute = callsPerMinute;
        this.token = token;
        this.leadership = leadership;
        this.operations = operations;
    }

    Reply json(HttpExchange exchange) {
        Instant now = Instant.now();
        List<Run> unfinished = overview.unfinished();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("now", now.toString());
        status.put("operations", operations);
        status.put("warehouse", leadership.other());
        status.put("calls", Map.of("lastMinute", calls.lastMinute(), "limit", callsPerMinute));
        OptionalLong days = token.daysLeft();
        status.put("tokenDaysLeft", days.isPresent() ? days.getAsLong() : null);
        status.put("sources", sources.all(now).stream().map(SourceJson::of).toList());
        status.put("unfinished", unfinished.size());
        status.put("runs", runs(unfinished, now));
        status.put("failures", overview.failed(MOST_RUNS).stream().map(Status::failure).toList());
        status.put("failed", overview.tallies().stream().filter(tally -> tally.state().toString().equals("failed")).mapToLong(Overview.Tally::number).sum());
        status.put("build", builds.last().map(Status::build).orElse(null));
        status.put("publishedAt", overview.lastPublished().map(Instant::toString).orElse(null));
        return Reply.json(200, status);
    }

    private List<Map<String, Object>> runs(List<Run> unfinished, Instant now) {
        Map<String, Instant> next = expectation.nextCalls(unfinished, now);
        List<Map<String, Object>> runs = new ArrayList<>();
        for (Run run : unfinished.subList(0, Math.min(MOST_RUNS, unfinished.size()))) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("run", run.id());
            json.put("state", run.state().toString());
            json.put("status", run.status());
            json.put("looks", run.looks());
            json.put("nextCall", text(next.get(run.id())));
            json.put("attempts", run.attempts());
            json.put("deadline", text(run.deadlineAt()));
            json.put("trouble", run.error());
            runs.add(json);
        }
        return runs;
    }

    private static Map<String, Object> failure(Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.id());
        json.put("failure", run.failure());
        json.put("error", run.error());
        json.put("remedy", run.remedy());
        json.put("endedAt", text(run.endedAt()));
        return json;
    }

    private static Map<String, Object> build(Build build) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", build.id());
        json.put("state", build.state());
        json.put("startedAt", text(build.startedAt()));
        json.put("endedAt", text(build.endedAt()));
        json.put("models", build.models());
        json.put("tests", build.tests());
        json.put("warnings", build.warnings());
        json.put("error", build.error());
        json.put("remedy", build.remedy());
        return json;
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
