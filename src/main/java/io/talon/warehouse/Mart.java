package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is shown to people: whole versions only, so that a reader has the old one or the new one. */
public interface Mart {
    /** Says of which build the mart is, when it was published, and how its tests went. */
    String ABOUT = "_publication";
    /** Its column that says up to when all data are in it, as 2026-11-23T00:00:00Z; null where that is not known. */
    String THROUGH = "data_through";
    /** Its column that says how many tests the project has. */
    String TESTS = "tests";

    boolean exists() throws SQLException;

    /** Makes, beside what people see, what they are to see after a build; whether it is published is decided later. */
    default void stage(String build, List<Part> parts) throws SQLException, IOException {
    }

    /** Brings the mart to what the models are now; of those that keep count of it only what has changed. What was staged of this build is made use of. */
    void publish(Publication publication) throws SQLException, IOException;

    /** Does what the next publication can have done before it. */
    default void copyAhead() throws IOException {
    }

    /** Opens the mart for questions: it can be read, and neither changed nor used to reach anything else. */
    Connection open() throws SQLException;

    /** Opens it likewise, for many questions after one another. */
    default Connection ask() throws SQLException {
        return open();
    }

    /** Where it is, in words. */
    String place();
}
