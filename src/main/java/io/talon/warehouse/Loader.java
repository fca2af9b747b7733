package io.talon.warehouse;

import io.talon.Sha256;
import io.talon.ledger.Ledger;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import io.talon.ledger.StoredObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CodingErrorAction;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Reads a stored object into its raw table: by header name, all text, whole or not at all, and again without harm. */
public final class Loader {
    private final Warehouse warehouse;
    private final Ledger ledger;
    private final CodingErrorAction onInvalid;

    /** @param replaces whether bytes that are not UTF-8 become U+FFFD; else they refuse the file */
    public Loader(Warehouse warehouse, Ledger ledger, boolean replaces) {
        this.warehouse = warehouse;
        this.ledger = ledger;
        this.onInvalid = replaces ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    }

    /** @param content the object's bytes; they must be those that were stored */
    public void load(@Variable("run") Run run, @Variable("object") StoredObject object, @Body InputStream content)
            throws IOException, SQLException {
        List<String> required = object.member().equals(run.source()) ? run.request().columns() : List.of();
        MessageDigest sha256 = Sha256.digest();
        try (content; CsvFile csv = new CsvFile(new BufferedInputStream(new DigestInputStream(content, sha256), 1 << 16), required, onInvalid);
             RawTable table = warehouse.rawTable(object.member(), csv.header().names())) {
            table.replace(run, csv);
            refuseChanged(object, HexFormat.of().formatHex(sha256.digest()));
            ledger.hold(run);
            table.commit();
            ledger.loaded(object, table.rows(), csv.header().notice(required));
        }
    }

    private static void refuseChanged(StoredObject object, String sha256) {
        if (!sha256.equals(object.sha256())) {
            throw new RunFailure("object-changed", "The object " + object.key() + " is not what was stored: its sha256 differs.",
                "Find out who writes to this prefix. Replay the run: it asks the vendor anew.", RunState.PLANNED);
        }
    }
}
