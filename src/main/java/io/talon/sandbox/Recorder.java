package io.talon.sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Every call the sandbox received, in the order in which it answered; calls that steer the sandbox itself are left out. */
public final class Recorder {
    private final List<Received> calls = new CopyOnWriteArrayList<>();

    void add(Received call) {
        calls.add(call);
    }

    public List<Received> all() {
        return List.copyOf(calls);
    }

    public List<Received> matching(Predicate<Received> predicate) {
        return calls.stream().filter(predicate).toList();
    }

    /** How many calls had this method and a path that starts like this, such as {@code /api/v1/request-} or {@code /files}. */
    public long count(String method, String pathPrefix) {
        return matching(call -> call.method().equals(method) && call.path().startsWith(pathPrefix)).size();
    }

    /** The calls that asked for an export and got a ticket. */
    public List<Received> exportRequests() {
        return matching(call -> Endpoint.of(call) == Endpoint.REQUEST && call.status() == 200);
    }
}
