package io.talon.sandbox;

/** What a call is about: a request for an export, the status of one, its file, or nothing that exists. */
public enum Endpoint {
    REQUEST("POST"),
    STATUS("GET"),
    FILE("GET"),
    NONE("");

    static final String API = "/api/v1";
    final String method;

    Endpoint(String method) {
        this.method = method;
    }

    static Endpoint of(Received call) {
        String path = call.path();
        if (path.matches(API + "/request-(raw|groups|audit-log)-export")) {
            return REQUEST;
        }
        if (path.matches(API + "/(export-data/[^/]+|get-export-data)")) {
            return STATUS;
        }
        return path.matches("/files/[^/]+/[^/]+") ? FILE : NONE;
    }
}
