package io.talon;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets that this process was given, and any text as it may be shown to others: without them. */
public final class Secrets {
    private static final int SHORTEST = 4;
    /** What the embedded parts are locked with guards nothing, and these words may stand in any sentence. */
    private static final Set<String> KNOWN_TO_ALL = Set.of("embedded", "sandbox-token");
    private static final Pattern WITHIN_JDBC_URL = Pattern.compile("(?i)(?:password|pwd|secret|token)=([^&;]+)|//[^:/@]*:([^/@]+)@");
    private static final Pattern SIGNED_QUERY = Pattern.compile(
        "(?i)\\?(?=[^\\s\"'<>]*(?:sig|token|key|credential|password|secret|expires|x-amz-)[^\\s\"'<>=&]*=)[^\\s\"'<>]*");
    /** A signature outside an address: of a header, or of a query whose beginning was cut off. */
    private static final Pattern SIGNATURE = Pattern.compile("(?i)(?<=signature=)[^\\s\"'<>&,*]+");
    private static final Pattern USER_OF_URL = Pattern.compile("(?<=://)[^\\s\"'<>/?#]+@");
    /** Longest first, so that no end of one is left over where another is its beginning. */
    private static final Set<String> SECRETS = new ConcurrentSkipListSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Secrets() {
    }

    /** @param value of a property that is a secret, a webhook's URL, or a JDBC URL that may hold one */
    public static void learn(String value) {
        if (value.startsWith("jdbc:")) {
            Matcher secret = WITHIN_JDBC_URL.matcher(value);
            while (secret.find()) {
                keep(secret.group(1) != null ? secret.group(1) : secret.group(2));
            }
        } else {
            keep(value);
            keep(value.startsWith("http") ? value.replaceFirst("https?://[^/]*", "") : "");
        }
    }

    private static void keep(String secret) {
        if (secret.length() >= SHORTEST && !KNOWN_TO_ALL.contains(secret)) {
            SECRETS.add(secret);
            SECRETS.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            if (secret.matches("([^%]|%[0-9a-fA-F]{2})+")) {
                SECRETS.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
            }
        }
    }

    /** The text with {@code ***} in the place of each secret, signed query, signature, and user of a URL; null stays null. */
    public static String mask(String text) {
        if (text == null) {
            return null;
        }
        String masked = text;
        for (String secret : SECRETS) {
            masked = masked.replace(secret, "***");
        }
        masked = SIGNED_QUERY.matcher(masked).replaceAll("?***");
        masked = SIGNATURE.matcher(masked).replaceAll("***");
        return USER_OF_URL.matcher(masked).replaceAll("***@");
    }
}
