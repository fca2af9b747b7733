package io.talon.ledger;

import io.talon.ConfigurationException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * Of which version the tables of a ledger are.
 *
 * @param found null if there are none yet
 * @param next  to which the next start brings them; null if they are of this version
 */
public record LedgerVersion(String found, String next) {

    /** @throws ConfigurationException if they are of a newer version than this one */
    static LedgerVersion of(MigrationInfoService tables) {
        for (MigrationInfo migration : tables.all()) {
            refuseNewer(migration);
        }
        MigrationInfo[] pending = tables.pending();
        return new LedgerVersion(tables.current() == null ? null : text(tables.current()), pending.length == 0 ? null : text(pending[pending.length - 1]));
    }

    private static void refuseNewer(MigrationInfo migration) {
        if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new ConfigurationException("The ledger was written by a newer Talon: it is of version " + text(migration) + ".",
                "Install that Talon, or restore a backup of the ledger from before.");
        }
    }

    private static String text(MigrationInfo migration) {
        return migration.getVersion().toString();
    }

    public boolean isThere() {
        return found != null;
    }

    public boolean isOlder() {
        return isThere() && next != null;
    }

    void refuseOlder() {
        if (isOlder()) {
            throw new ConfigurationException("The ledger is of version " + found + ", and this Talon reads version " + next + ".",
                "The next start of this Talon brings it there. Until then look with the Talon that wrote it.");
        }
    }
}
