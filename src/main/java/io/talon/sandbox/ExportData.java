package io.talon.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;

/** What there is to export. */
interface ExportData {

    /**
     * Writes one CSV file with its header.
     *
     * @param order one that has this kind
     * @param now   the moment a snapshot is of
     */
    void write(Kind kind, ExportOrder order, Instant now, Writer out) throws IOException;
}
