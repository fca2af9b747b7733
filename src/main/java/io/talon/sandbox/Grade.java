package io.talon.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One version of an invented grade.
 *
 * @param answers    points for each of the rubric's questions in their order; empty if the grade is N/A
 * @param replacedAt when a later version takes this one's place, null for never
 */
record Grade(Ticket ticket, int number, Rubric rubric, String grader, Type type, List<BigDecimal> answers, Instant firstGradedAt,
             Instant gradedAt, Instant replacedAt) {

    /** Whether an export of this window has this version: no later one is within. */
    boolean isNewestIn(Window window) {
        return window.contains(gradedAt) && (replacedAt == null || !window.contains(replacedAt));
    }

    boolean isNotApplicable() {
        return answers.isEmpty();
    }

    Instant startedAt() {
        return firstGradedAt.minus(gradingTime());
    }

    Duration gradingTime() {
        return Duration.ofSeconds(new Chance(ticket.day(), number, 1).between(90, 1_800));
    }

    String comment() {
        return Comments.of(number);
    }

    Spelling spelling() {
        return number % 8 == 7 ? Spelling.PLAIN : number % 2 == 0 ? Spelling.QUOTED_GUARD : Spelling.BARE_GUARD;
    }

    /** What was graded: an agent's work, that of a grader, or the same work once more to compare graders. */
    enum Type {
        GRADING("grading"),
        CALIBRATION("calibration_review"),
        GRADER_QA("grader_qa");

        final String word;

        Type(String word) {
            this.word = word;
        }

        boolean isIn(ExportOrder order) {
            return this == GRADING || this == CALIBRATION && order.calibrations() || this == GRADER_QA && order.graderQa();
        }
    }
}
