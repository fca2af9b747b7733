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
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** Opens the ledger's database, SQLite or PostgreSQL, and brings its tables to this version. */
public final class LedgerDatabase {
    /** Always three digits of fraction, so that instants sort as text. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String RESTORE = "Check that it can be written to; else restore it from a backup. Talon never begins a new ledger over an old one.";

    private LedgerDatabase() {
    }

    public static HikariDataSource open(String jdbcUrl, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user.isBlank() ? null : user);
        config.setPassword(password.isBlank() ? null : password);
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(isSqlite(jdbcUrl) ? 1 : 8);
        if (isSqlite(jdbcUrl)) {
            makeFolder(file(jdbcUrl).getParent());
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", "10000");
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        }
        HikariDataSource database = Databases.open(Databases.pool(config), "ledger.jdbc-url");
        if (isSqlite(jdbcUrl)) {
            refuseBroken(database, file(jdbcUrl));
        }
        return database;
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
        Flyway flyway = Flyway.configure().dataSource(database).locations("classpath:ledger").load();
        try {
            for (MigrationInfo migration : flyway.info().all()) {
                refuseNewer(migration);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new ConfigurationException("The ledger cannot be brought to this version: " + ExceptionUtils.getRootCauseMessage(e).replaceAll("\\s+", " ") + ".", RESTORE);
        }
        return jdbi(database);
    }

    private static void refuseNewer(MigrationInfo migration) {
        if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new ConfigurationException("The ledger was written by a newer Talon: it is of version " + migration.getVersion() + ".",
                "Install that Talon, or restore a backup of the ledger from before.");
        }
    }

    private static Jdbi jdbi(HikariDataSource database) {
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
        return Path.of(jdbcUrl.replaceFirst("jdbc:sqlite:", "").replaceFirst("\\?.*", "")).toAbsolutePath();
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationException("Cannot make the ledger's folder " + folder + ": " + e + ".", "Set talon.home to a folder that Talon may write to.");
        }
    }

    private static boolean isSqlite(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:sqlite:");
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
