package io.talon.management;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;

/** The measures of one moment, gathered one value at a time. */
final class Measures {
    private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new TreeMap<>();

    /** @param labels names and values in turns */
    void gauge(String name, String help, double value, String... labels) {
        gauges.computeIfAbsent(name, key -> GaugeSnapshot.builder().name(key).help(help))
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
    }

    /** @param name without the ending {@code _total}, which is added */
    void counter(String name, String help, double value, String... labels) {
        counters.computeIfAbsent(name, key -> CounterSnapshot.builder().name(key).help(help))
            .dataPoint(CounterDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
    }

    MetricSnapshots snapshots() {
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        gauges.values().forEach(gauge -> snapshots.metricSnapshot(gauge.build()));
        counters.values().forEach(counter -> snapshots.metricSnapshot(counter.build()));
        return snapshots.build();
    }
}
