package io.talon.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.OneLine;
import io.talon.Secrets;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** The vendor's language: writes questions, reads answers, and takes none on trust. */
public final class Vendor {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where very many wait, a ticket may first be looked at when its deadline is over already. */
    private static final int FAIR_LOOKS = 2;
    private final Duration overlap;
    private final Duration stall;
    private final boolean needsFile;
    private final Clock clock;

    /**
     * @param overlap   how much before its start an interval is asked for
     * @param stall     how long a status may stay as it is
     * @param needsFile whether an export that is complete without a file has failed; else it is empty
     */
    public Vendor(Duration overlap, Duration stall, boolean needsFile, Clock clock) {
        this.overlap = overlap;
        this.stall = stall;
        this.needsFile = needsFile;
        this.clock = clock;
    }

    /** The body of the question for a run, as JSON: dates are {@code 2021-01-01T00:00:00Z}. */
    public String question(@Variable("run") Run run) throws JsonProcessingException {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("name", run.exportName());
        if (run.request().window()) {
            question.put("startDate", run.intervalStart().minus(overlap).toString());
            question.put("endDate", run.intervalEnd().toString());
        }
        question.putAll(run.request().ask());
        return JSON.writeValueAsString(question);
    }

    /** The body by which the legacy dialect shows a ticket. */
    public String show(@Variable("run") Run run) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("exportId", run.exportId()));
    }

    /** The ticket within the answer to a question. */
    public String ticket(@Body String answer) {
        String exportId = word(json(answer, RunState.PLANNED), "exportId");
        if (exportId == null || !exportId.matches("[A-Za-z0-9_-]{1,128}")) {
            throw new RunFailure("no-ticket", "The vendor answered without a usable exportId: " + shortened(answer),
                "Look at the answer, then replay the run: it asks anew.", RunState.PLANNED);
        }
        return exportId;
    }

    /** How far the export is. One that is pending past the run's deadline, or has not moved for too long, has failed. */
    public ExportStatus status(@Body String answer, @Variable("run") Run run) {
        JsonNode json = json(answer, RunState.REQUESTED);
        String word = word(json, "status");
        if (word == null || json.path("dataUrl").isContainerNode()) {
            throw new RunFailure("unexpected-answer", "The vendor answered " + (word == null ? "without a status" : "with a dataUrl that is no text") + ": " + shortened(answer),
                "Look at the answer, then replay the run: it shows the same ticket again.", RunState.REQUESTED);
        }
        return judged(ExportStatus.of(word, word(json, "dataUrl"), run, clock.instant()), run);
    }

    private ExportStatus judged(ExportStatus status, Run run) {
        if (status.state() == ExportStatus.State.ERRORED) {
            throw new RunFailure("export-errored", "The vendor reports that export " + run.exportId() + " errored; it gives no reason.",
                "Replay the run: it asks anew. If it happens again, ask the vendor's support with this exportId.", RunState.PLANNED);
        }
        if (status.state() == ExportStatus.State.EMPTY && needsFile) {
            throw new RunFailure("no-file", "Export " + run.exportId() + " is complete, but has no file.",
                "Replay the run: it asks anew. If this is how your intervals without data look, set export.without-file=empty.", RunState.PLANNED);
        }
        if (status.isPending() && run.looks() >= FAIR_LOOKS) {
            refuseToWaitForEver(status, run);
        }
        return status;
    }

    private void refuseToWaitForEver(ExportStatus status, Run run) {
        if (clock.instant().isAfter(run.deadlineAt())) {
            throw new RunFailure("deadline", "Export " + run.exportId() + " is still '" + status.word() + "' at its deadline, " + run.deadlineAt() + ".",
                "Replay the run: it shows the same ticket again. If exports take this long for you, raise export.deadline.", RunState.REQUESTED);
        }
        if (clock.instant().isAfter(status.since().plus(stall))) {
            throw new RunFailure("stalled", "Export " + run.exportId() + " is '" + status.word() + "' since " + status.since() + " and does not move.",
                "Replay the run: it shows the same ticket again. If exports rest this long for you, raise export.stall.", RunState.REQUESTED);
        }
    }

    /** An answer may have no body, as a 204; it is empty then. */
    private static JsonNode json(String answer, RunState resumeAt) {
        try {
            return JSON.readTree(Objects.requireNonNullElse(answer, ""));
        } catch (JsonProcessingException e) {
            throw new RunFailure("unexpected-answer", "The vendor answered with something that is no JSON: " + shortened(answer),
                "Check maestroqa.base-url: it must end in /api/v1. Then replay the run.", resumeAt);
        }
    }

    /** A text field; absent, null, empty and the literal word "null" are all nothing. */
    private static String word(JsonNode json, String field) {
        String word = json.path(field).asText("").trim();
        return word.isEmpty() || word.equals("null") ? null : word;
    }

    private static String shortened(String answer) {
        String line = OneLine.of(Secrets.mask(Objects.requireNonNullElse(answer, "")));
        return "'" + (line.length() > 120 ? line.substring(0, 120) + "..." : line) + "'";
    }
}
