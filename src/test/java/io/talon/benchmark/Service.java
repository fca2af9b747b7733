package io.talon.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Talon as the service that is there all the time: its schedule ticks by hand, as on a later day, and it stores what it owes by then. */
final class Service implements Carrier {
    private final FarEnd farEnd;
    private final TalonProcess talon;
    private final Management management;
    private LocalDate day = LocalDate.parse("2000-01-01");

    private Service(FarEnd farEnd, TalonProcess talon) throws Exception {
        this.farEnd = farEnd;
        this.talon = talon;
        talon.await(TalonProcess.UP, 1);
        this.management = Management.of(talon);
        // What is compared ends with the store.
        management.stopRoute("load-run");
        // The first tick ever asks for one interval only.
        carry(1);
        farEnd.clear(1);
    }

    /** With the vendor's limits set aside. */
    static Service quick(FarEnd farEnd, Setup setup) throws Exception {
        return new Service(farEnd, TalonProcess.start(farEnd, setup.folder("service"), TalonProcess.QUICK));
    }

    /** With the vendor's limits set aside, but no more eager to look at its tickets than the scripts. */
    static Service patient(FarEnd farEnd, Setup setup) throws Exception {
        return new Service(farEnd, TalonProcess.start(farEnd, setup.folder("service"), Map.of("MAESTROQA_CALLS_PER_MINUTE", "1000000", "MAESTROQA_REQUEST_PAUSE", "1ms")));
    }

    static Service asDelivered(FarEnd farEnd, Setup setup) throws Exception {
        return new Service(farEnd, TalonProcess.start(farEnd, setup.folder("service"), Map.of()));
    }

    @Override
    public Side side() {
        return Side.TALON;
    }

    @Override
    public Carried carry(int exports) throws Exception {
        talon.forget();
        int asked = farEnd.requests().size();
        double before = talon.tree().cpuSeconds();
        try (MemoryWatch memory = new MemoryWatch(talon.tree(), management::heapMegabytes)) {
            Instant start = Instant.now();
            tick(exports);
            if (farEnd.isHolding()) {
                talon.await(TalonProcess.REQUESTED, exports);
                farEnd.release(exports);
                start = Instant.now();
            }
            Instant end = talon.await(TalonProcess.STORED, exports);
            double cpu = talon.tree().cpuSeconds() - before;
            List<Instant> requests = farEnd.requests();
            return Carried.of(Piping.seconds(start, end), farEnd.isHolding() ? Double.NaN : Piping.seconds(requests.get(asked), end), cpu, memory.looks());
        }
    }

    private void tick(int days) throws Exception {
        day = day.plusDays(days);
        management.send("direct:total_scores", Map.of("scheduledFireTime", Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant())));
    }

    @Override
    public void close() {
        try {
            management.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            talon.close();
        }
    }
}
