package io.talon.access;

import io.talon.Packaged;
import io.talon.semantic.Definitions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The users of deliver/access.yml. */
public final class Users {
    /** A user and the password that is asked for. */
    public record Login(User user, String password) {
        /** Keeps the password to itself. */
        @Override
        public String toString() {
            return user.name();
        }
    }

    private final Map<String, Login> logins = new LinkedHashMap<>();

    private Users(Collection<Login> logins) {
        logins.forEach(login -> this.logins.put(login.user().name(), login));
    }

    public static Users none() {
        return new Users(List.of());
    }

    /**
     * Those of the folder deliver/, in the working folder or as packaged.
     *
     * @param environment the value of an environment variable, or null
     */
    public static Users load(Path workingFolder, UnaryOperator<String> environment, Definitions definitions) {
        return new Users(new UsersReader(environment, definitions).read(Packaged.folder(workingFolder, "deliver").resolve("access.yml")));
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(logins.get(name)).map(Login::user);
    }

    public Collection<Login> logins() {
        return logins.values();
    }
}
