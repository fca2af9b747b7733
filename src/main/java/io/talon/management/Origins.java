package io.talon.management;

import com.sun.net.httpserver.Headers;
import java.util.Locale;
import java.util.Set;

/** Keeps the pages of others, open in the browser of whoever may look, from asking in that person's name. */
final class Origins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");
    private final String scheme;
    private final String host;
    private final boolean loopback;
    private final Set<String> allowed;

    /** @param allowed origins of other pages that may ask */
    Origins(String scheme, String host, boolean loopback, Set<String> allowed) {
        this.scheme = scheme;
        this.host = host;
        this.loopback = loopback;
        this.allowed = allowed;
    }

    /** @param isPage whether the page itself is asked for, which a link anywhere may do */
    void check(Headers headers, boolean isPage) {
        String own = headers.getFirst("Host");
        if (own == null || loopback && !isOfThisMachine(own)) {
            throw new RefusedException(421, "This port answers to the names of its own machine only.", "Ask for it as http://127.0.0.1 or http://localhost.");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && allowed.contains(origin)) {
            return;
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean foreign = origin != null && !origin.equalsIgnoreCase(scheme + "://" + own) || site != null && !OWN_PAGES.contains(site);
        if (foreign && !(isPage && origin == null)) {
            throw new RefusedException(403, "Pages of other origins may not ask here.", "If this one may, add its origin to management.allowed-origins.");
        }
    }

    /** A name that somebody else made point here would get past the browser's own check of origins. */
    private boolean isOfThisMachine(String own) {
        String name = own.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        return THIS_MACHINE.contains(name) || name.equals(host);
    }
}
