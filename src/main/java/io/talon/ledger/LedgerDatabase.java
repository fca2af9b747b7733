package io.talon.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.talon.ConfigurationException;
import io.talon.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** Opens the ledger's database, SQLite or PostgreSQL, and brings its tables to this version. */
public final class LedgerDatabase {
    /** Always three digits of fraction, so that instants sort as text. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String RESTORE = "Check that it can be written to; else restore it from a backup. Talon never begins a new ledger over an old one.";

    private LedgerDatabase() {
    }

    public static HikariDataSource open(String jdbcUrl, String user, String password) {
        if (!isSqlite(jdbcUrl)) {
            return pool(jdbcUrl, user, password);
        }
        makeFolder(file(jdbcUrl).getParent());
        HikariDataSource database = pool(jdbcUrl, user, password);
        refuseBroken(database, file(jdbcUrl));
        return database;
    }

    /** Opens a ledger of this version for whoever only looks, and changes nothing in it; an empty one in memory stands for one that is not there yet. */
    public static HikariDataSource look(String jdbcUrl, String user, String password) {
        if (!exists(jdbcUrl)) {
            return empty();
        }
        HikariDataSource database = open(jdbcUrl, user, password);
        try {
            LedgerVersion version = version(database);
            version.refuseOlder();
            if (version.isThere()) {
                return database;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        database.close();
        return empty();
    }

    private static HikariDataSource empty() {
        HikariDataSource database = pool(SQLITE + ":memory:", "", "");
        migrate(database);
        return database;
    }

    private static HikariDataSource pool(String jdbcUrl, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user.isBlank() ? null : user);
        config.setPassword(password.isBlank() ? null : password);
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(isSqlite(jdbcUrl) ? 1 : 8);
        if (isSqlite(jdbcUrl)) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", "10000");
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            // A connection that has died without a word would be waited for all night.
            config.addDataSourceProperty("socketTimeout", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return Databases.open(Databases.pool(config), "ledger.jdbc-url");
    }

    private static void refuseBroken(HikariDataSource database, Path file) {
        String found = Jdbi.create(database).withHandle(handle -> handle.createQuery("pragma quick_check(1)").mapTo(String.class).one());
        if (!found.equals("ok")) {
            database.close();
            throw new ConfigurationException("The ledger " + file + " is broken: " + found.replaceAll("\\s+", " ") + ".", RESTORE);
        }
    }

    /** Whether there can be a ledger: a SQLite file that is not there would be made by opening it. */
    public static boolean exists(String jdbcUrl) {
        return !isSqlite(jdbcUrl) || Files.exists(file(jdbcUrl));
    }

    /** Writes the ledger as it stands at one moment into a new file, while others go on with it. */
    public static void copy(String jdbcUrl, Path target) {
        if (!isSqlite(jdbcUrl)) {
            throw new ConfigurationException("The ledger is in a PostgreSQL database.", "Back it up by PostgreSQL's own means, such as pg_dump.");
        }
        try (HikariDataSource database = open(jdbcUrl, "", "")) {
            Jdbi.create(database).useHandle(handle -> handle.execute("vacuum into ?", target.toString()));
        }
    }

    public static Jdbi migrate(HikariDataSource database) {
        tables(database, flyway -> {
            LedgerVersion.of(flyway.info());
            return flyway.migrate();
        });
        return jdbi(database);
    }

    public static LedgerVersion version(HikariDataSource database) {
        return tables(database, flyway -> LedgerVersion.of(flyway.info()));
    }

    private static <T> T tables(HikariDataSource database, Function<Flyway, T> work) {
        try {
            return work.apply(Flyway.configure().dataSource(database).locations("classpath:ledger").load());
        } catch (FlywayException e) {
            throw new ConfigurationException("The ledger cannot be brought to this version: " + ExceptionUtils.getRootCauseMessage(e).replaceAll("\\s+", " ") + ".", RESTORE);
        }
    }

    /** How the ledger's words are read and written. */
    public static Jdbi jdbi(HikariDataSource database) {
        Jdbi jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        jdbi.registerArgument(new InstantText()).registerArgument(new StateText()).registerArgument(new RequestText());
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> instant(row.getString(column)));
        jdbi.registerColumnMapper(RunState.class, (row, column, context) -> RunState.valueOf(row.getString(column).toUpperCase(Locale.ROOT)));
        jdbi.registerColumnMapper(Request.class, (row, column, context) -> Request.parse(row.getString(column)));
        return jdbi;
    }

    private static Instant instant(String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** An instant as it is written. */
    static String text(Instant instant) {
        return MILLIS.format(instant);
    }

    private static Path file(String jdbcUrl) {
        return Path.of(jdbcUrl.substring(SQLITE.length()).replaceFirst("\\?.*", "")).toAbsolutePath();
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationException("Cannot make the ledger's folder " + folder + ": " + e + ".", "Set talon.home to a folder that Talon may write to.");
        }
    }

    private static boolean isSqlite(String jdbcUrl) {
        return jdbcUrl.startsWith(SQLITE);
    }

    private static final class InstantText extends AbstractArgumentFactory<Instant> {
        InstantText() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(Instant instant, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, text(instant));
        }
    }

    private static final class StateText extends AbstractArgumentFactory<RunState> {
        StateText() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(RunState state, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, state.toString());
        }
    }

    private static final class RequestText extends AbstractArgumentFactory<Request> {
        RequestText() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(Request request, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, request.json());
        }
    }
}
