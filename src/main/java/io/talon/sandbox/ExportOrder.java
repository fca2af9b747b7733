package io.talon.sandbox;

import java.util.List;

/** What a client asked to be exported: one kind as a CSV file, or several as a zip of them. */
record ExportOrder(List<Kind> kinds, Window window, boolean unavailable, boolean calibrations, boolean graderQa) {

    boolean zipped() {
        return kinds.size() > 1;
    }

    String fileName() {
        return zipped() ? "raw.zip" : kinds.get(0).fileName();
    }

    String contentType() {
        return zipped() ? "application/zip" : "text/csv; charset=utf-8";
    }
}
