package io.talon.ledger;

import java.time.Instant;

/**
 * One build of the models: from the landed runs to a published mart.
 *
 * @param state building, put off (to be gone on with later), interrupted, published, held (a data test failed) or failed (a model could not be built)
 */
public record Build(String id, String state, Instant startedAt, Instant endedAt, int attempts, int models, int tests, int warnings,
                    String error, String remedy) {

    public boolean isPublished() {
        return state.equals("published");
    }

    @Override
    public String toString() {
        return "build " + id;
    }
}
