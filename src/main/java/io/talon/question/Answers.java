package io.talon.question;

import io.talon.TalonException;
import io.talon.access.Access;
import io.talon.question.Answer.About;
import io.talon.semantic.Definitions;
import io.talon.warehouse.Mart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.support.LRUCacheFactory;

/** Puts questions to the published mart: few at a time, and none for long. */
public final class Answers {
    private static final int AT_ONCE = 4;
    private static final int REMEMBERED = 500;
    private static final int FEW_ROWS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Compiler compiler;
    private final Mart mart;
    private final Predicate<Instant> stale;
    private final Duration patience;
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    /** Whoever opens a dashboard asks the same, and within one publication nothing changes; given up where memory is short. */
    private final Map<Asked, Found> remembered = LRUCacheFactory.newLRUSoftCache(REMEMBERED);

    /** @param stale tells of the end of the newest interval that is in the mart, null where it is not known, whether more should be there by now */
    public Answers(Definitions definitions, Mart mart, Clock clock, Predicate<Instant> stale) {
        this(definitions, mart, clock, stale, PATIENCE);
    }

    Answers(Definitions definitions, Mart mart, Clock clock, Predicate<Instant> stale, Duration patience) {
        this.compiler = new Compiler(definitions, clock);
        this.mart = mart;
        this.stale = stale;
        this.patience = patience;
    }

    public Compiler compiler() {
        return compiler;
    }

    public Answer answer(Question question, Access access) throws SQLException {
        Compiled compiled = compiler.compile(question, access);
        return asked(reader -> {
            About about = about(reader);
            Found found = found(reader, new Asked(about.build(), compiled));
            boolean truncated = found.rows().size() > compiled.limit();
            return new Answer(compiled.columns(), truncated ? found.rows().subList(0, compiled.limit()) : found.rows(), found.totals(), truncated,
                compiled.select().sql(), about);
        });
    }

    /** A question to one publication. */
    private record Asked(String build, Compiled compiled) {
    }

    private record Found(List<List<Object>> rows, List<Object> totals) {
    }

    private Found found(Reader reader, Asked asked) throws SQLException {
        Found before = remembered.get(asked);
        if (before != null) {
            return before;
        }
        Compiled compiled = asked.compiled();
        Found found = new Found(reader.rows(compiled.select(), compiled.columns()), totals(reader, compiled));
        if (found.rows().size() <= FEW_ROWS) {
            remembered.put(asked, found);
        }
        return found;
    }

    /** Values of a dimension, in their order; at most a hundred. */
    public List<String> values(String explore, String field, String like, Access access) throws SQLException {
        Compiled.Select select = compiler.values(explore, field, like, access);
        return asked(reader -> reader.texts(select));
    }

    /** What is known of the mart. */
    public About about() throws SQLException {
        return asked(this::about);
    }

    private About about(Reader reader) throws SQLException {
        return reader.about(stale);
    }

    private static List<Object> totals(Reader reader, Compiled compiled) throws SQLException {
        if (compiled.totals() == null) {
            return null;
        }
        List<Object> found = reader.rows(compiled.totals(), compiled.columns().stream().filter(Column::isMetric).toList()).get(0);
        List<Object> totals = new ArrayList<>();
        int metric = 0;
        for (Column column : compiled.columns()) {
            totals.add(column.isMetric() ? found.get(metric++) : null);
        }
        return totals;
    }

    /** Asks a reader. */
    private interface Asking<T> {
        T of(Reader reader) throws SQLException;
    }

    private <T> T asked(Asking<T> asking) throws SQLException {
        take();
        try (Connection connection = mart.ask()) {
            // All that is told together is of the same version.
            connection.setAutoCommit(false);
            return asking.of(new Reader(connection, patience));
        } catch (SQLException e) {
            if (!mart.exists()) {
                throw new TalonException("There is no published mart yet.", "It is there after the first build that holds: talon run, backfill or demo makes one.", e);
            }
            throw e;
        } finally {
            free.release();
        }
    }

    private void take() {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TalonException("Too many questions are being answered.", "Ask again in a moment.");
    }
}
