package io.talon.transform;

import io.talon.ledger.Build;
import io.talon.model.Node;
import io.talon.warehouse.DuckDbMart;
import io.talon.warehouse.Mart;
import io.talon.warehouse.PostgresMart;
import io.talon.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does by hand what the route build-mart does, side by side where that does: so that models can be tried without a service. */
public final class Building {
    private final Warehouse warehouse;
    private final Mart mart;
    private final Modeling modeling;
    private final Testing testing;
    private int builds;
    private final long[] lastMillis = new long[3];

    /** @param folder the working folder: its warehouse/ is the project, or the packaged one is */
    public Building(Path folder, Path home, Warehouse warehouse) {
        this(folder, home, warehouse, new DuckDbMart(home, warehouse.dataSource()));
    }

    public Building(Path folder, Path home, Warehouse warehouse, String url, String user, String password) {
        this(folder, home, warehouse, new PostgresMart(url, user, password, warehouse.dataSource()));
    }

    private Building(Path folder, Path home, Warehouse warehouse, Mart mart) {
        this.warehouse = warehouse;
        this.mart = mart;
        this.modeling = new Modeling(folder, warehouse, new Artifacts(home), Clock.systemUTC());
        this.testing = new Testing(warehouse, new Artifacts(home));
    }

    public Mart mart() {
        return mart;
    }

    public ProjectRun build() throws Exception {
        return build(Order.EVERYTHING);
    }

    /** Makes the raw tables of all sources, empty. */
    public void register() throws SQLException {
        modeling.begin(Order.EVERYTHING);
    }

    /** Milliseconds that the last build took for models, tests and publication. */
    public long[] lastMillis() {
        return lastMillis.clone();
    }

    private long lap(int part, long since) {
        long now = System.nanoTime();
        lastMillis[part] = (now - since) / 1_000_000;
        return now;
    }

    /** Builds and tests, and publishes if no test of severity error failed. */
    public ProjectRun build(Order order) throws Exception {
        long start = System.nanoTime();
        ProjectRun run = modeling.take(modeling.begin(order));
        buildModels(run);
        long built = lap(0, start);
        Build build = new Build("build-" + ++builds, "building", Instant.now(), null, 0, 0, 0, 0, null, null);
        Publishing publishing = new Publishing(mart, warehouse.dataSource(), at -> Optional.empty());
        publishing.stage(build, run);
        test(run);
        long tested = lap(1, built);
        if (run.results().stream().anyMatch(Result::isError)) {
            return run;
        }
        publishing.publish(build, testing.judge(run));
        lap(2, tested);
        modeling.forget(run);
        publishing.copyAhead();
        warehouse.tidy();
        return run;
    }

    private void buildModels(ProjectRun run) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Warehouse.SIDE_BY_SIDE);
        try {
            built(threads, run, modeling.first(run)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }

    private CompletableFuture<Void> built(ExecutorService threads, ProjectRun run, List<Node> nodes) {
        return CompletableFuture.allOf(nodes.stream().map(node -> CompletableFuture.supplyAsync(() -> built(run, node), threads).thenCompose(next -> built(threads, run, next)))
            .toArray(CompletableFuture[]::new));
    }

    /** Answers those that waited for it. */
    private List<Node> built(ProjectRun run, Node node) {
        try {
            execute(modeling.sql(run, node));
            modeling.built(run, node);
            return modeling.next(run, node);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Tests what is there. */
    public ProjectRun test() throws Exception {
        ProjectRun run = modeling.begin(Order.EVERYTHING);
        test(run);
        return run;
    }

    private void test(ProjectRun run) throws Exception {
        each(run.getTests(), test -> {
            if (test.isStored()) {
                execute(testing.storeFailures(run, test));
            }
            testing.result(run, test, first(testing.sql(run, test)));
        });
    }

    private interface Step {
        void take(Node node) throws Exception;
    }

    private static void each(List<Node> nodes, Step step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Warehouse.SIDE_BY_SIDE);
        try {
            for (Future<Void> taken : threads.invokeAll(nodes.stream().map(node -> call(step, node)).toList())) {
                taken.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }

    private static Callable<Void> call(Step step, Node node) {
        return () -> {
            step.take(node);
            return null;
        };
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = warehouse.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private List<Map<String, Object>> first(String sql) throws SQLException {
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(sql)) {
                return rows(rows);
            }
        }
    }

    private static List<Map<String, Object>> rows(ResultSet rows) throws SQLException {
        List<Map<String, Object>> found = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), rows.getObject(i));
            }
            found.add(row);
        }
        return found;
    }
}
