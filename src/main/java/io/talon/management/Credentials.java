package io.talon.management;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The user and the password that are asked for, or none. */
final class Credentials {
    private static final String SCHEME = "Basic ";
    private final byte[] expected;

    /** @param password blank if none is asked for */
    Credentials(String user, String password) {
        this.expected = password.isBlank() ? null : digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes as long for a password that is nearly right as for any other. */
    boolean match(String authorization) {
        if (expected == null) {
            return true;
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            return MessageDigest.isEqual(expected, digest(Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
