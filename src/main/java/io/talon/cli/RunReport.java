package io.talon.cli;

import io.talon.export.Expectation;
import io.talon.ledger.Ledger;
import io.talon.ledger.Run;
import io.talon.ledger.StoredObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * @param looks   number of times its ticket was found pending
 * @param nextCall when the vendor can be expected to be called next for it; null if it need not be
 * @param failure why it failed, or why it is to be tried again
 */
public record RunReport(String run, String source, String start, String end, String state, String exportId, String key, Long bytes, String sha256,
                 Long rows, int asked, int looks, String nextCall, int attempts, String failure, String error, String remedy, List<StoredObject> objects) {

    /** @param expectation of when the vendor is called next */
    static List<RunReport> all(Ledger ledger, Expectation expectation) {
        Map<String, List<StoredObject>> objects = ledger.objects().stream().collect(Collectors.groupingBy(StoredObject::run));
        List<Run> runs = ledger.runs();
        Map<String, Instant> nextCalls = expectation.nextCalls(runs, Instant.now());
        return runs.stream().map(run -> of(run, objects.getOrDefault(run.id(), List.of()), nextCalls.get(run.id()))).toList();
    }

    private static RunReport of(Run run, List<StoredObject> objects, Instant nextCall) {
        StoredObject only = objects.size() == 1 ? objects.get(0) : null;
        String folder = objects.isEmpty() ? null : objects.get(0).key().replaceAll("[^/]*$", "");
        return new RunReport(run.id(), run.source(), run.intervalStart().toString(), run.intervalEnd().toString(), run.state().toString(), run.exportId(),
            only == null ? folder : only.key(), sum(objects, StoredObject::bytes), only == null ? null : only.sha256(), sum(objects, StoredObject::rows),
            run.asked(), run.looks(), nextCall == null ? null : nextCall.truncatedTo(ChronoUnit.SECONDS).toString(), run.attempts(), run.failure(), run.error(), run.remedy(), objects);
    }

    private static Long sum(List<StoredObject> objects, Function<StoredObject, Long> number) {
        boolean known = !objects.isEmpty() && objects.stream().map(number).allMatch(java.util.Objects::nonNull);
        return known ? Long.valueOf(objects.stream().map(number).mapToLong(Long::longValue).sum()) : null;
    }
}
