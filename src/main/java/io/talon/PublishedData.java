package io.talon;

import io.talon.deliver.Agenda;
import io.talon.management.Sources;
import io.talon.question.Answers;
import io.talon.warehouse.Mart;
import java.sql.SQLException;
import java.time.Instant;

/** How far the published mart reaches, as the sources that are on would have it. */
record PublishedData(Mart mart, Answers answers, Sources sources) implements Agenda.Data {

    @Override
    public Instant through() {
        return sources.haveAllLanded() ? inTheMart() : null;
    }

    @Override
    public boolean isThere(Instant due) {
        return isPublished() && sources.isThere(inTheMart(), due);
    }

    private boolean isPublished() {
        try {
            return mart.exists();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant inTheMart() {
        try {
            return answers.about().through();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
