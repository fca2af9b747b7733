package io.talon.question;

import io.talon.TalonException;
import io.talon.question.Answer.About;
import io.talon.question.Compiled.Select;
import io.talon.warehouse.Mart;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads rows of the mart into plain values. */
record Reader(Connection connection, Duration patience) {

    List<List<Object>> rows(Select select, List<Column> columns) throws SQLException {
        return read(select, row -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(value(row, i + 1, columns.get(i).type()));
            }
            return values;
        });
    }

    List<String> texts(Select select) throws SQLException {
        return read(select, row -> row.getString(1));
    }

    /** @param stale whether newer data should have been there by now */
    About about(Predicate<Instant> stale) throws SQLException {
        return read(new Select("SELECT * FROM \"" + Mart.ABOUT + "\"", List.of()), row -> {
            Instant through = column(row, Mart.THROUGH, String.class).map(Instant::parse).orElse(null);
            return new About(through, row.getString("build"), row.getInt("tests_passed"), column(row, Mart.TESTS, Integer.class).orElse(null), row.getInt("warnings"), stale.test(through));
        }).get(0);
    }

    /** A mart that was published by an earlier version does not say it. */
    private static <T> Optional<T> column(ResultSet row, String name, Class<T> type) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getMetaData().getColumnLabel(i).equals(name)) {
                return Optional.ofNullable(row.getObject(i, type));
            }
        }
        return Optional.empty();
    }

    /** Makes something of a row. */
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(Select select, Row<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select.sql())) {
            statement.setQueryTimeout((int) Math.max(1, patience.toSeconds()));
            for (int i = 0; i < select.values().size(); i++) {
                statement.setObject(i + 1, select.values().get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            if (isLate(e)) {
                throw new TalonException("The answer took longer than " + patience.toSeconds() + " seconds and was given up.", "Ask for fewer fields, or a shorter time.", e);
            }
            throw e;
        }
    }

    /** PostgreSQL says it by a code, DuckDB by a word. */
    private static boolean isLate(SQLException e) {
        return e instanceof SQLTimeoutException || "57014".equals(e.getSQLState()) || String.valueOf(e.getMessage()).contains("INTERRUPT");
    }

    private static Object value(ResultSet row, int column, String type) throws SQLException {
        Object value = row.getObject(column);
        return value == null ? null : switch (type) {
            case "number" -> number((Number) value);
            case "flag" -> value;
            default -> row.getString(column);
        };
    }

    private static Number number(Number value) {
        boolean isWhole = value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof BigInteger big && big.bitLength() < Long.SIZE
            || value instanceof BigDecimal decimal && decimal.scale() <= 0 && decimal.unscaledValue().bitLength() < Long.SIZE;
        return isWhole ? (Number) value.longValue() : Double.isFinite(value.doubleValue()) ? value.doubleValue() : null;
    }
}
