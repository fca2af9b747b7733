package io.talon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Opens the pools of ledger and warehouse. */
public final class Databases {
    private Databases() {
    }

    /** A pool that opens its database when it is first used. */
    public static HikariDataSource pool(HikariConfig config) {
        HikariDataSource pool = new HikariDataSource();
        config.setScheduledExecutor(Background.thread());
        config.copyStateTo(pool);
        return pool;
    }

    /** A pool whose database can be reached; of one that cannot be, nothing stays open. */
    public static HikariDataSource open(HikariDataSource pool, String property) {
        try {
            check(pool, property);
            return pool;
        } catch (ConfigurationException e) {
            pool.close();
            throw e;
        }
    }

    /** @throws ConfigurationException naming the property if the database cannot be reached; its URL may hold a secret and is not shown */
    public static void check(HikariDataSource pool, String property) {
        try {
            pool.getConnection().close();
        } catch (SQLException | RuntimeException e) {
            throw new ConfigurationException("The database of the property " + property + " cannot be opened: " + ExceptionUtils.getRootCause(e).getMessage().strip(),
                "Check the property, that the database is up, that no other process holds it, and that its folder can be written to.");
        }
    }
}
