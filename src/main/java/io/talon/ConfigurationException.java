package io.talon;

/** The start or the command is refused: a setting or an argument is wrong. Exit code 2. */
public final class ConfigurationException extends TalonException {
    public ConfigurationException(String message, String remedy) {
        super(message, remedy);
    }
}
