package io.talon.management;

import io.talon.Sha256;
import io.talon.access.User;
import io.talon.access.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who may ask, and by which passwords; where none is asked for, anybody is the manager. */
public final class Credentials {
    private static final String SCHEME = "Basic ";
    private final User manager;
    private final boolean open;
    private final List<Known> known = new ArrayList<>();

    /** A user and what is expected of one. */
    private record Known(User user, byte[] expected) {
    }

    /** @param password of the manager; blank if none is asked for */
    public Credentials(String user, String password, Users users) {
        this.manager = User.manager(user);
        this.open = password.isBlank();
        known.add(new Known(manager, Sha256.of(user + ":" + password)));
        users.logins().forEach(login -> known.add(new Known(login.user(), Sha256.of(login.user().name() + ":" + login.password()))));
    }

    /** The user behind a header. Takes as long for a password that is nearly right as for any other, and for every user. */
    Optional<User> user(String authorization) {
        if (open) {
            return Optional.of(manager);
        }
        byte[] given = given(authorization);
        User found = null;
        for (Known one : known) {
            found = MessageDigest.isEqual(one.expected(), given) ? one.user() : found;
        }
        return Optional.ofNullable(found);
    }

    boolean isManager(User user) {
        return user == manager;
    }

    private static byte[] given(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new byte[0];
        }
        try {
            return Sha256.of(new String(Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
