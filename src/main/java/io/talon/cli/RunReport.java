package io.talon.cli;

import io.talon.ledger.Ledger;
import io.talon.ledger.Run;
import io.talon.ledger.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A run as status shows it.
 *
 * @param key    of its object, or the folder of its objects if it has several
 * @param bytes  of all its objects
 * @param sha256 of its object; null if it has several, each has its own
 * @param rows   loaded from all its objects
 * @param asked  number of export requests sent for it
 * @param failure why it failed, or why it is to be tried again
 */
public record RunReport(String run, String source, String start, String end, String state, String exportId, String key, Long bytes, String sha256,
                 Long rows, int asked, int attempts, String failure, String error, String remedy, List<StoredObject> objects) {

    static List<RunReport> all(Ledger ledger) {
        Map<String, List<StoredObject>> objects = ledger.objects().stream().collect(Collectors.groupingBy(StoredObject::run));
        return ledger.runs().stream().map(run -> of(run, objects.getOrDefault(run.id(), List.of()))).toList();
    }

    private static RunReport of(Run run, List<StoredObject> objects) {
        StoredObject only = objects.size() == 1 ? objects.get(0) : null;
        String folder = objects.isEmpty() ? null : objects.get(0).key().replaceAll("[^/]*$", "");
        return new RunReport(run.id(), run.source(), run.intervalStart().toString(), run.intervalEnd().toString(), run.state().toString(), run.exportId(),
            only == null ? folder : only.key(), sum(objects, StoredObject::bytes), only == null ? null : only.sha256(), sum(objects, StoredObject::rows),
            run.asked(), run.attempts(), run.failure(), run.error(), run.remedy(), objects);
    }

    private static Long sum(List<StoredObject> objects, Function<StoredObject, Long> number) {
        boolean known = !objects.isEmpty() && objects.stream().map(number).allMatch(java.util.Objects::nonNull);
        return known ? Long.valueOf(objects.stream().map(number).mapToLong(Long::longValue).sum()) : null;
    }
}
