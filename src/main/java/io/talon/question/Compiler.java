package io.talon.question;

import io.talon.access.Access;
import io.talon.semantic.Definitions;
import java.time.Clock;

/** Makes SQL of a question. */
public final class Compiler {
    private final Definitions definitions;
    private final Clock clock;

    /** @param clock by which the last week is known */
    public Compiler(Definitions definitions, Clock clock) {
        this.definitions = definitions;
        this.clock = clock;
    }

    /** @throws QuestionError naming what the explore does not have, or this person may not see */
    public Compiled compile(Question question, Access access) {
        throw new UnsupportedOperationException();
    }
}
