package io.talon.management;

import com.sun.net.httpserver.HttpExchange;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.talon.export.Calls;
import io.talon.export.TokenAge;
import io.talon.ledger.Build;
import io.talon.ledger.Overview;
import io.talon.warehouse.Leadership;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is measured, in the form of Prometheus. Most of it is asked of the ledger, so that it outlives the process. */
public final class Metrics {
    private final Sources sources;
    private final Overview overview;
    private final Calls calls;
    private final int callsPerMinute;
    private final TokenAge token;
    private final Leadership leadership;
    private final RouteTimes routes;

    public Metrics(Sources sources, Overview overview, Calls calls, int callsPerMinute, TokenAge token, Leadership leadership, RouteTimes routes) {
        this.sources = sources;
        this.overview = overview;
        this.calls = calls;
        this.callsPerMinute = callsPerMinute;
        this.token = token;
        this.leadership = leadership;
        this.routes = routes;
    }

    Reply text(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, measured(Instant.now()).snapshots());
        return Reply.masked(200, PrometheusTextFormatWriter.CONTENT_TYPE, text.toString(StandardCharsets.UTF_8));
    }

    private Measures measured(Instant now) {
        Measures measures = new Measures();
        sources(measures, now);
        runs(measures, now);
        api(measures);
        mart(measures, now);
        routes.into(measures);
        return measures;
    }

    private void sources(Measures measures, Instant now) {
        for (SourceView source : sources.all(now)) {
            measures.gauge("talon_source_late", "1 if the interval of the last due tick has not landed", source.isLate() ? 1 : 0, "source", source.name());
            measures.gauge("talon_source_paused", "1 if the ticks of the source are stopped", source.isPaused() ? 1 : 0, "source", source.name());
            if (source.landedUntil() != null) {
                measures.gauge("talon_newest_interval_age_seconds", "Time since the end of the newest interval that landed or was empty",
                    seconds(source.landedUntil(), now), "source", source.name());
            }
            source.took().ifPresent(took -> measures.gauge("talon_run_duration_seconds", "Time from writing the newest landed run down to its rows in the warehouse",
                took.toMillis() / 1000.0, "source", source.name()));
        }
        overview.volumes().forEach(volume -> {
            measures.gauge("talon_stored_bytes", "Bytes of all exports in the store", volume.bytes(), "source", volume.source());
            measures.gauge("talon_loaded_rows", "Rows loaded from all exports in the store", volume.rows(), "source", volume.source());
        });
    }

    private void runs(Measures measures, Instant now) {
        overview.tallies().forEach(tally -> measures.gauge("talon_runs", "Runs in the ledger; those that are planned, requesting, requested or stored wait or are under way",
            tally.number(), "source", tally.source(), "state", tally.state().toString()));
        Optional<Instant> oldest = overview.oldestDue(now);
        measures.gauge("talon_longest_wait_seconds", "How long the unfinished run that was left alone longest has been so", oldest.map(due -> seconds(due, now)).orElse(0.0));
    }

    private void api(Measures measures) {
        measures.counter("talon_api_calls", "Calls of the vendor's API since the start", calls.requests(), "kind", "request");
        measures.counter("talon_api_calls", "Calls of the vendor's API since the start", calls.looks(), "kind", "look");
        measures.gauge("talon_api_calls_last_minute", "Calls of the vendor's API within the last minute", calls.lastMinute());
        measures.gauge("talon_api_calls_per_minute_limit", "The budget, maestroqa.calls-per-minute", callsPerMinute);
        token.daysLeft().ifPresent(days -> measures.gauge("talon_token_days_left", "Days until the API token expires", days));
    }

    private void mart(Measures measures, Instant now) {
        overview.builds().forEach(tally -> measures.gauge("talon_builds", "Builds of the mart", tally.number(), "state", tally.state()));
        overview.lastPublished().ifPresent(published -> measures.gauge("talon_publication_age_seconds", "Time since the mart was last published", seconds(published, now)));
        Optional<Build> last = overview.lastBuild();
        last.ifPresent(build -> measures.gauge("talon_build_duration_seconds", "Time that the last build took",
            Duration.between(build.startedAt(), build.endedAt()).toMillis() / 1000.0));
        last.ifPresent(build -> measures.gauge("talon_build_published", "1 if the last build ended in a publication", build.isPublished() ? 1 : 0));
        measures.gauge("talon_has_warehouse", "1 if this process has the warehouse, 0 if another has", leadership.other() == null ? 1 : 0);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
