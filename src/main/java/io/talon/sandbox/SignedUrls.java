package io.talon.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Paths that prove by a signature in their query that they were handed out here, and that stop working after a while. */
final class SignedUrls {
    private static final Pattern QUERY = Pattern.compile("expires=(\\d{1,18})&signature=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";
    private final SecretKeySpec key = new SecretKeySpec(randomBytes(), ALGORITHM);
    private final Clock clock;
    private final Duration lifetime;

    SignedUrls(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    static Refusal refusal() {
        return new Refusal(403, "The signature is wrong or has expired");
    }

    String sign(String path) {
        long expires = clock.instant().plus(lifetime).toEpochMilli();
        return path + "?expires=" + expires + "&signature=" + signature(path, expires);
    }

    /** Refuses with 403 what was not signed here, or too long ago. */
    void check(Received call) {
        Matcher query = QUERY.matcher(call.query());
        if (!query.matches() || !isGood(call.path(), Long.parseLong(query.group(1)), query.group(2))) {
            throw refusal();
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private boolean isGood(String path, long expires, String signature) {
        boolean genuine = MessageDigest.isEqual(signature(path, expires).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII));
        return genuine && clock.millis() < expires;
    }

    private String signature(String path, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((path + "\n" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
