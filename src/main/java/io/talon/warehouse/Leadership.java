package io.talon.warehouse;

import io.talon.ledger.Builds;
import io.talon.ledger.Lease;
import io.talon.ledger.Ledger;
import io.talon.ledger.Notes;
import io.talon.ledger.Notices;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of all processes on one ledger, one has the warehouse: it loads and builds, while all ask and store. */
public final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    /** One has let go of the warehouse, and none has taken it yet: it is still not with this process. */
    private static final String BETWEEN_TWO = "another process";
    private final Lease lease;
    private final Notes notes;
    private final Warehouse warehouse;
    private final Ledger ledger;
    private final Builds builds;
    private final Notices notices;
    private volatile boolean leads;

    public Leadership(Lease lease, Notes notes, Warehouse warehouse, Ledger ledger, Builds builds, Notices notices) {
        this.lease = lease;
        this.notes = notes;
        this.warehouse = warehouse;
        this.ledger = ledger;
        this.builds = builds;
        this.notices = notices;
    }

    /** Takes the warehouse if no other process has it, or keeps it; answers who has it if it is another. */
    public synchronized String hold() throws SQLException {
        boolean held = lease.hold();
        if (held != leads) {
            if (held) {
                open();
            }
            ledger.loads(held);
            builds.lead(held);
            notices.lead(held);
            leads = held;
        }
        return other();
    }

    /** What the ledger has as landed must be in this warehouse; if it landed in another, it is loaded again from the store. */
    private void open() throws SQLException {
        String identity = warehouse.open();
        if (!notes.noted("warehouse", identity).equals(identity)) {
            // In this order: whoever is broken off between the two begins anew.
            int runs = ledger.loadAgain();
            notes.renote("warehouse", identity);
            LOG.warn("This warehouse is not the one that the ledger knows: {} landed runs are loaded again from the store.", runs);
        }
    }

    /** The process that has the warehouse if it is another; null if this one has it. */
    public String other() {
        return leads ? null : Objects.requireNonNullElse(lease.holder(), BETWEEN_TWO);
    }
}
