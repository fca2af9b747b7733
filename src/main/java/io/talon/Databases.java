package io.talon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Opens the pools of ledger and warehouse. */
public final class Databases {
    private Databases() {
    }

    /** @throws ConfigurationException naming the property if the database cannot be reached; its URL may hold a secret and is not shown */
    public static HikariDataSource open(HikariConfig config, String property) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new ConfigurationException("The database of the property " + property + " cannot be opened: " + ExceptionUtils.getRootCause(e).getMessage().strip(),
                "Check the property, that the database is up, and that its folder can be written to.");
        }
    }
}
