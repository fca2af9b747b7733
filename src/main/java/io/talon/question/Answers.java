package io.talon.question;

import io.talon.access.Access;
import io.talon.semantic.Definitions;
import io.talon.warehouse.Mart;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Puts questions to the published mart. */
public final class Answers {

    /** @param owed up to when data should be there by now; null where nothing is owed */
    public Answers(Definitions definitions, Mart mart, Clock clock, Supplier<Instant> owed) {
    }

    public Answer answer(Question question, Access access) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** Values of a dimension, in their order; at most a hundred. */
    public List<String> values(String explore, String field, String like, Access access) throws SQLException {
        throw new UnsupportedOperationException();
    }
}
