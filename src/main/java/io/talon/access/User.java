package io.talon.access;

/**
 * A person who may ask.
 *
 * @param email empty where it is not known
 */
public record User(String name, String email, Access access) {
    /** Whoever runs the service, or asks on its own machine where there is no password. */
    public static User manager(String name) {
        return new User(name, "", Access.ALL);
    }
}
