package io.talon.model;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class DuckDbFanOutTest extends FanOutContract {
    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:");
    }

    @Override
    String parts(String list) {
        return "unnest(string_split(" + list + ", ';'))";
    }

    @Override
    String firstColumnOfValues() {
        return "col0";
    }
}
