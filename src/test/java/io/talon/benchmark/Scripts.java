package io.talon.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The scripts of 2022, bash, curl, jq and the AWS command line: a process per export; what schedules them costs nothing here. */
final class Scripts implements Carrier {
    private static final LocalDate FIRST = LocalDate.parse("2021-01-01");
    /** As Talon's export.poll-interval is delivered. */
    private static final String POLL_SECONDS = "10";
    private final FarEnd farEnd;
    private final Shell shell;

    Scripts(FarEnd farEnd, Setup setup) throws IOException {
        this.farEnd = farEnd;
        this.shell = new Shell(setup.folder("scripts"), Map.of("BASE_URL", farEnd.vendor().toString(), "API_TOKEN", FarEnd.TOKEN,
            "POLL_SECONDS", POLL_SECONDS, "S3_ENDPOINT", farEnd.store().toString(), "BUCKET", FarEnd.BUCKET,
            "AWS_ACCESS_KEY_ID", FarEnd.KEY, "AWS_SECRET_ACCESS_KEY", FarEnd.KEY, "AWS_DEFAULT_REGION", FarEnd.REGION,
            "AWS_REQUEST_CHECKSUM_CALCULATION", "when_required"));
    }

    @Override
    public Side side() {
        return Side.SCRIPTS;
    }

    @Override
    public Carried carry(int exports) throws Exception {
        return new Piping(farEnd, shell).carry(() -> start(exports), exports);
    }

    Process start(int exports) throws IOException {
        return shell.start("total_scores.sh", intervals(exports), 0);
    }

    private static List<String> intervals(int exports) {
        return IntStream.range(0, exports).mapToObj(day -> "%sT00:00:00+00:00 %sT00:00:00+00:00".formatted(FIRST.plusDays(day), FIRST.plusDays(day + 1))).toList();
    }
}
