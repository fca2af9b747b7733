package io.talon.management;

import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often passwords can be guessed, apart for each address, so that nobody is locked out by a stranger elsewhere. From an address that guesses too much
 * only those get through who have done so from there before.
 */
final class Guesses {
    private static final int AT_ONCE = 20;
    private static final int PER_MINUTE = 20;
    private static final int MOST = 10_000;
    private static final int NETWORK_BYTES = 8;
    private final Map<String, Bucket> wrong = newest();
    private final Map<String, Boolean> proven = newest();

    private static <V> Map<String, V> newest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        });
    }

    /** Whether somebody who gave the right password is let through. */
    boolean mayEnter(InetAddress address, String user) {
        String known = network(address) + " " + user;
        Bucket bucket = wrong.get(network(address));
        if (bucket != null && bucket.getAvailableTokens() == 0 && !proven.containsKey(known)) {
            return false;
        }
        proven.put(known, true);
        return true;
    }

    /** Whether somebody who gave a wrong password may go on guessing. */
    boolean mayGuess(InetAddress address) {
        return wrong.computeIfAbsent(network(address), network -> Bucket.builder()
            .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(PER_MINUTE, Duration.ofMinutes(1))).build()).tryConsume(1);
    }

    /** Whoever has one address of version 6 has as many as there are behind its first half. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
