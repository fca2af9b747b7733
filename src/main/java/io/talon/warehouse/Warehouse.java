package io.talon.warehouse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.talon.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** The warehouse: raw tables as they are loaded, in schema {@code raw}; models as they are built, in {@code build}. */
public final class Warehouse implements AutoCloseable {
    public static final String RAW = "raw";
    public static final String BUILD = "build";
    private static final Map<String, String> OWN_COLUMNS = new TreeMap<>(Map.of(
        "_run", "varchar", "_interval_start", "varchar", "_interval_end", "varchar", "_row", "bigint", "_load", "bigint"));
    private static final String DUCKDB = "jdbc:duckdb:";
    private static final int CONNECTIONS = 4;
    /** So many statements of a build go side by side: more than there are cores would keep back the long one that the others wait for. */
    public static final int SIDE_BY_SIDE = Math.max(2, Math.min(CONNECTIONS, Runtime.getRuntime().availableProcessors()));
    private static final int SECONDS_TO_ANSWER = 2;
    private static final String LOADS = RAW + "._loads";

    private final Engine engine;
    private final HikariDataSource database;

    /** Nothing is opened yet: a DuckDB file belongs to one process at a time. */
    public Warehouse(String jdbcUrl, String user, String password) {
        this.engine = engine(jdbcUrl);
        HikariConfig config = new HikariConfig();
        config.setPoolName("warehouse");
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user.isBlank() ? null : user);
        config.setPassword(password.isBlank() ? null : password);
        config.setMaximumPoolSize(CONNECTIONS);
        engine.configure(config);
        this.database = Databases.pool(config);
    }

    /** Opens the warehouse, makes what it lacks, and answers the identity that it was given when it was made. */
    public String open() throws SQLException {
        check();
        execute("create schema if not exists " + RAW, "create schema if not exists " + BUILD,
            "create table if not exists " + RAW + "._warehouse (identity varchar)", "create sequence if not exists " + LOADS,
            "insert into " + RAW + "._warehouse select '" + UUID.randomUUID() + "' where not exists (select 1 from " + RAW + "._warehouse)");
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("select identity from " + RAW + "._warehouse")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Opens the warehouse and makes nothing in it. */
    public void check() throws SQLException {
        Databases.check(database, "warehouse.jdbc-url");
        try (Connection connection = database.getConnection()) {
            engine.check(connection);
        }
    }

    /** Whether it answers; of one that is being worked in there is no doubt, and its connections may all be taken. */
    public boolean isReachable() {
        HikariPoolMXBean pool = database.getHikariPoolMXBean();
        if (pool != null && pool.getActiveConnections() > 0) {
            return true;
        }
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Gets ready for a build: of everything, by large statements, or of what is new, by many small ones side by side. */
    public void expect(boolean isOfEverything) throws SQLException {
        execute(engine.share(isOfEverything ? 1 : SIDE_BY_SIDE).toArray(String[]::new));
    }

    /** Does what a build would have to wait for when it comes to be necessary. */
    public void tidy() throws SQLException {
        execute(engine.tidy().toArray(String[]::new));
    }

    /** Lets go of all connections as they come free: after a fatal error DuckDB works again only when it is opened anew. */
    public void reopen() {
        database.getHikariPoolMXBean().softEvictConnections();
    }

    private static Engine engine(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:postgresql:") ? new PostgresEngine() : new DuckDbEngine();
    }

    /** The engine behind a URL: duckdb or postgres. */
    public static String type(String jdbcUrl) {
        return engine(jdbcUrl).type();
    }

    /** The file behind a URL of DuckDB; another engine has none. */
    public static Optional<Path> file(String jdbcUrl) {
        return jdbcUrl.startsWith(DUCKDB) ? Optional.of(Path.of(jdbcUrl.substring(DUCKDB.length()))) : Optional.empty();
    }

    public String type() {
        return engine.type();
    }

    /** Whether what was met may pass, so that it is tried again. */
    public boolean isAway(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) SQLException e) {
        return engine.isAway(e);
    }

    public DataSource dataSource() {
        return database;
    }

    /** Makes a raw table, or the columns that it lacks; all of them are text. */
    public void register(String table, List<String> columns) throws SQLException {
        try (Connection connection = database.getConnection()) {
            register(connection, table, columns);
        }
    }

    /** Opens the raw table of a source for a file with these columns. */
    RawTable rawTable(String source, List<String> columns) throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            register(connection, table(source), columns);
            return new RawTable(connection, engine, table(source), columns(connection, table(source)), nextLoad(connection));
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                connection.rollback();
            }
            throw e;
        }
    }

    /** Loads are numbered in the order in which they are seen, since there is one at a time. */
    private static long nextLoad(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select nextval('" + LOADS + "')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String table(String source) {
        return "maestroqa_" + source;
    }

    private static void register(Connection connection, String table, List<String> columns) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + RAW + "." + table + " (_run varchar)");
            Map<String, String> lacking = new LinkedHashMap<>(OWN_COLUMNS);
            columns.forEach(column -> lacking.putIfAbsent(column, "varchar"));
            columns(connection, table).forEach(there -> lacking.keySet().removeIf(there::equalsIgnoreCase));
            for (Map.Entry<String, String> column : lacking.entrySet()) {
                statement.execute(add(table, column.getKey(), column.getValue()));
            }
        }
    }

    /** Whether a column is one that Talon itself adds to each raw table. */
    static boolean isOwn(String column) {
        return OWN_COLUMNS.keySet().stream().anyMatch(column::equalsIgnoreCase);
    }

    private static String add(String table, String column, String type) {
        return "alter table " + RAW + "." + table + " add column if not exists " + quoted(column) + " " + type;
    }

    /** A name from outside, so that it can be nothing but a name. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement all = connection.prepareStatement("select * from " + RAW + "." + table)) {
            ResultSetMetaData found = all.getMetaData();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.add(found.getColumnName(i));
            }
        }
        return columns;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
