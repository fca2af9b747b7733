package io.talon.warehouse;

import com.zaxxer.hikari.HikariConfig;
import io.talon.TalonException;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL, by its COPY. */
final class PostgresEngine implements Engine {
    private static final int BUFFER = 1 << 16;

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.addDataSourceProperty("ApplicationName", "talon");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
    }

    /** PostgreSQL asks for this right even where the schemas are there. */
    @Override
    public void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select has_database_privilege(current_database(), 'CREATE'), current_database(), current_user")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new TalonException("The user " + row.getString(3) + " of the warehouse may not make schemas in the database " + row.getString(2) + ".",
                    "Let the database's owner say: grant create on database " + Warehouse.quoted(row.getString(2)) + " to " + Warehouse.quoted(row.getString(3)));
            }
        }
    }

    /** Connection lost, out of resources, shut down, locked or in each other's way. */
    @Override
    public boolean isAway(SQLException e) {
        return e instanceof SQLTransientException || e.getSQLState() != null && e.getSQLState().matches("08.*|53.*|57P.*|55P03|40.*");
    }

    @Override
    public Appender append(Connection connection, String schema, String table, List<String> columns) throws SQLException {
        String names = columns.stream().map(Warehouse::quoted).collect(Collectors.joining(", "));
        return new Rows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + schema + "." + table + " (" + names + ") from stdin"));
    }

    private static final class Rows implements Appender {
        private final CopyIn copy;
        private final StringBuilder buffer = new StringBuilder(BUFFER);
        private long rows;

        Rows(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void append(List<Object> values) throws SQLException {
            rows++;
            for (int i = 0; i < values.size(); i++) {
                buffer.append(i == 0 ? "" : "\t");
                escape(values.get(i));
            }
            buffer.append('\n');
            if (buffer.length() >= BUFFER) {
                flush();
            }
        }

        private void escape(Object value) {
            if (value == null) {
                buffer.append("\\N");
                return;
            }
            String text = value.toString();
            for (int i = 0; i < text.length(); i++) {
                escape(text.charAt(i));
            }
        }

        private void escape(char c) {
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                case 0 -> throw new RunFailure("malformed-csv", "Record " + rows + " of the file holds a NUL character, which PostgreSQL does not take.",
                    "Look at that record in the stored object. The vendor must export it again: replay the run.", RunState.PLANNED);
                default -> buffer.append(c);
            }
        }

        private void flush() throws SQLException {
            byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            buffer.setLength(0);
        }

        @Override
        public void close() throws SQLException {
            flush();
            copy.endCopy();
        }
    }
}
