package io.talon.dashboard;

import io.talon.semantic.Explore;
import io.talon.semantic.Grain;
import java.util.Optional;

/** Looker's names of fields and ours: {@code qa_scores.date_reported_as_week} there is {@code date_reported_as__week} here, and {@code _date} is a day. */
final class LookerFields {
    private LookerFields() {
    }

    /** Our name of a field; nothing if the explore does not have it. */
    static Optional<String> ours(Explore explore, String looker) {
        String field = looker.startsWith(explore.name() + ".") ? looker.substring(explore.name().length() + 1) : looker;
        if (explore.part(field).isPresent() || explore.metric(field).isPresent()) {
            return Optional.of(field);
        }
        int at = field.lastIndexOf('_');
        String grain = field.substring(at + 1).equals("date") ? Grain.DAY.word() : field.substring(at + 1);
        return Optional.of(field.substring(0, Math.max(at, 0)) + "__" + grain).filter(ours -> explore.part(ours).isPresent());
    }

    /** The same without a grain, as a condition names it. */
    static Optional<String> oursForCondition(Explore explore, String looker) {
        return ours(explore, looker).map(field -> explore.part(field).map(part -> part.dimension().name()).orElse(field));
    }
}
