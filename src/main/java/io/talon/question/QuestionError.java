package io.talon.question;

import io.talon.TalonException;

/** A question that cannot be put: what it names that is not there, and what could be named. */
public final class QuestionError extends TalonException {
    public QuestionError(String message, String remedy) {
        super(message, remedy);
    }
}
