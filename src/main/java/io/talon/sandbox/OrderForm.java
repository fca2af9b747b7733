package io.talon.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an export request; a field may be absent, but whatever is there must be valid, or the request is refused with 422. */
final class OrderForm {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    private final JsonNode fields;
    private final WindowEnds ends;

    private OrderForm(JsonNode fields, WindowEnds ends) {
        this.fields = fields;
        this.ends = ends;
    }

    static ExportOrder read(Received call, WindowEnds ends) {
        if (!call.body().isBlank() && !call.json().isObject()) {
            throw new Refusal(422, "The body is no JSON object");
        }
        OrderForm form = new OrderForm(call.json(), ends);
        return switch (call.lastOfPath()) {
            case "request-groups-export" -> form.groups();
            case "request-audit-log-export" -> form.auditLog();
            default -> form.raw();
        };
    }

    private ExportOrder raw() {
        word("name");
        boolean calibrations = calibrations();
        return new ExportOrder(levels(), window(), false, calibrations, flag("includeGraderQA"));
    }

    private ExportOrder groups() {
        return new ExportOrder(List.of(Kind.GROUPS), Window.ALWAYS, flag("includeUnavailable"), false, false);
    }

    private ExportOrder auditLog() {
        return new ExportOrder(List.of(Kind.AUDIT_LOG), window(), false, false, false);
    }

    private List<Kind> levels() {
        String level = word("singleFileExport");
        if (level == null) {
            return Kind.LEVELS;
        }
        return List.of(Kind.level(level).orElseThrow(() -> new Refusal(422, "singleFileExport must be one of " + Kind.levels())));
    }

    private boolean calibrations() {
        String which = word("includeCalibrations");
        if (which != null && !which.equals("all")) {
            throw new Refusal(422, "includeCalibrations must be all");
        }
        return which != null;
    }

    private Window window() {
        Window window = new Window(date("startDate"), date("endDate"), ends);
        if (!window.end().isAfter(window.start())) {
            throw new Refusal(422, "endDate must be after startDate");
        }
        return window;
    }

    private Instant date(String field) {
        String text = word(field);
        if (text == null || !DATE.matcher(text).matches()) {
            throw noDate(field);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw noDate(field);
        }
    }

    private static Refusal noDate(String field) {
        return new Refusal(422, field + " must be a date like 2017-12-13T05:00:00Z");
    }

    private String word(String field) {
        if (fields.has(field) && !fields.get(field).isTextual()) {
            throw new Refusal(422, field + " must be a string");
        }
        return fields.path(field).asText(null);
    }

    private boolean flag(String field) {
        if (fields.has(field) && !fields.get(field).isBoolean()) {
            throw new Refusal(422, field + " must be true or false");
        }
        return fields.path(field).asBoolean(false);
    }
}
