package io.talon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets that were planted, each with a name, and the places where one of them, or a piece of it, can be read. */
final class Markers {
    private static final int PIECE = 8;
    private static final int CONTEXT = 60;
    private final Map<String, String> names = new LinkedHashMap<>();

    /** @param secret at least 16 characters, so that its pieces are found nowhere by chance */
    String plant(String name, String secret) {
        names.put(secret.substring(0, PIECE), "the beginning of " + name);
        names.put(secret.substring(secret.length() - PIECE), "the end of " + name);
        names.put(HexFormat.of().formatHex(bytes(secret)), name + " in hex");
        for (int shift = 0; shift < 3; shift++) {
            names.put(base64(" ".repeat(shift) + secret), name + " in base64");
        }
        return secret;
    }

    /** Whatever stands before a secret moves its base64; what is cut off here depends on its neighbours. */
    private static String base64(String shifted) {
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes(shifted));
        return encoded.substring(4, encoded.length() - 4);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line for each planted secret that a place shows, with what stands around it first. */
    List<String> in(Map<String, String> places) {
        List<String> found = new ArrayList<>();
        places.forEach((place, text) -> names.forEach((piece, name) -> {
            int at = text.indexOf(piece);
            if (at >= 0) {
                found.add(name + " in " + place + ": ..." + around(text, at, at + piece.length()) + "...");
            }
        }));
        return found;
    }

    private static String around(String text, int from, int to) {
        String context = text.substring(Math.max(0, from - CONTEXT), from) + ">>>" + text.substring(from, to) + "<<<"
            + text.substring(to, Math.min(text.length(), to + CONTEXT));
        return context.replaceAll("[^\\x20-\\x7e]", ".");
    }
}
