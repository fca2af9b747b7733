package io.talon.export;

/** How far the vendor is with an export; {@code file} is there only when it is ready. */
public record ExportStatus(State state, String word, DataUrl file) {

    /** The vendor's words, reduced to what follows from them. */
    public enum State { PENDING, READY, EMPTY, ERRORED }

    static ExportStatus of(String word, String dataUrl) {
        String normal = word.trim().toLowerCase().replace(' ', '_');
        return switch (normal) {
            case "complete", "completed" -> dataUrl == null
                ? new ExportStatus(State.EMPTY, normal, null)
                : new ExportStatus(State.READY, normal, new DataUrl(dataUrl));
            case "errored" -> new ExportStatus(State.ERRORED, normal, null);
            default -> new ExportStatus(State.PENDING, normal, null);
        };
    }

    public boolean isPending() {
        return state == State.PENDING;
    }

    public boolean isReady() {
        return state == State.READY;
    }
}
