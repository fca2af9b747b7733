package io.talon.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The least that can be done: curl piped to curl, between addresses that are known beforehand. */
final class Limit implements Carrier {
    /** As many as Talon streams at the same time. */
    private static final int PARALLEL = 4;
    private final FarEnd farEnd;
    private final Shell shell;

    Limit(FarEnd farEnd, Setup setup) throws IOException {
        this.farEnd = farEnd;
        this.shell = new Shell(setup.folder("limit"), Map.of("BYTES", String.valueOf(farEnd.bytes())));
    }

    @Override
    public Side side() {
        return Side.LIMIT;
    }

    @Override
    public Carried carry(int exports) throws Exception {
        List<String> addresses = addresses(exports);
        return new Piping(farEnd, shell).carry(() -> shell.start("limit.sh", addresses, PARALLEL), 0);
    }

    private List<String> addresses(int exports) throws Exception {
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < exports; i++) {
            tickets.add(farEnd.ask());
        }
        if (farEnd.isHolding()) {
            farEnd.release(exports);
        }
        List<String> addresses = new ArrayList<>();
        for (String ticket : tickets) {
            addresses.add(farEnd.dataUrl(ticket) + " " + farEnd.uploadUrl("limit/" + ticket + ".csv"));
        }
        return addresses;
    }
}
