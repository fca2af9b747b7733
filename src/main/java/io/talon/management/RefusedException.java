package io.talon.management;

/** A request that is not let through. */
final class RefusedException extends RuntimeException {
    private final int status;
    private final String remedy;

    RefusedException(int status, String message, String remedy) {
        super(message);
        this.status = status;
        this.remedy = remedy;
    }

    Reply reply() {
        return Reply.refusal(status, getMessage(), remedy);
    }
}
