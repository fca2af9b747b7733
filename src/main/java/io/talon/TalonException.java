package io.talon;

/** What went wrong in a sentence for a person, and what that person can do next. */
public class TalonException extends RuntimeException {
    private final String remedy;

    public TalonException(String message, String remedy) {
        this(message, remedy, null);
    }

    public TalonException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
