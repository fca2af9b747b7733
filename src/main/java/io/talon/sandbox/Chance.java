package io.talon.sandbox;

import java.util.List;
import java.util.Random;

/** Choices that look random and are always the same for the same seed. */
final class Chance {
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";
    private final Random random;

    /** @param seeds neighbouring ones are stirred, since Random starts alike for them */
    Chance(long... seeds) {
        long stirred = 0;
        for (long seed : seeds) {
            stirred = (stirred + seed + 1) * 0x9E3779B97F4A7C15L;
            stirred ^= stirred >>> 29;
        }
        this.random = new Random(stirred);
    }

    /** At least the first, less than the second. */
    int between(int from, int to) {
        return from + random.nextInt(to - from);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** An id of 17 letters and digits. */
    String id() {
        StringBuilder id = new StringBuilder();
        random.ints(17, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }
}
