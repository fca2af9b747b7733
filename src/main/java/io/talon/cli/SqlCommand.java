package io.talon.cli;

import io.talon.App;
import io.talon.ConfigurationException;
import io.talon.Settings;
import io.talon.TalonException;
import io.talon.warehouse.Mart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Questions to the published mart. */
@Command(name = "sql", mixinStandardHelpOptions = true, description = "Puts a question to the published mart. 'show tables' says what there is.")
public final class SqlCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUERY", description = "A select in the warehouse's SQL.")
    private String query;

    @Option(names = "--csv", description = "As CSV instead of a table.")
    private boolean csv;

    @Override
    public Integer call() throws SQLException {
        Settings settings = Look.settings();
        Mart mart = App.reader(settings);
        if (!mart.exists()) {
            throw new ConfigurationException("There is no published mart yet: " + mart.place() + " is not there.", "Carry some intervals to it: talon run, backfill or demo.");
        }
        try (Connection connection = open(mart); Statement statement = connection.createStatement()) {
            print(statement);
        }
        return 0;
    }

    private static Connection open(Mart mart) {
        try {
            return mart.open();
        } catch (SQLException e) {
            throw new TalonException("The published mart, " + mart.place() + ", cannot be read: " + e.getMessage().strip(), "'build --full-refresh' makes it anew.", e);
        }
    }

    private void print(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            Console.say((csv ? Rows.csv(rows) : Rows.table(rows)).stripTrailing());
        } catch (SQLException e) {
            throw new TalonException("The mart refused the query: " + e.getMessage().strip(), "'show tables' and 'describe TABLE' say what there is.", e);
        }
    }
}
