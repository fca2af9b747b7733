package io.talon.sandbox;

import java.nio.file.Path;
import java.util.List;

/** What a host should say when it starts a sandbox, lest anybody takes it for the vendor. */
final class Notice {

    private Notice() {
    }

    static List<String> sentences(SandboxOptions options) {
        return List.of(
            "This is a sandbox, not MaestroQA: " + data(options.data()),
            "Guesses about the vendor: a window's ends are " + ends(options.windowEnds())
                + "; an interval without grades is a file with a header only, and never complete without a dataUrl; a deleted grade just stops appearing.",
            "Also guessed: error bodies, 429 without Retry-After, how long an export takes (" + options.processing().toSeconds() + " s) and a dataUrl works ("
                + options.dataUrlLifetime().toMinutes() + " min), the names within a zip, how dates are spelled, the values of grade_type and source.");
    }

    private static String data(Path folder) {
        return folder == null ? "its data is invented." : "its data is read from " + folder + ".";
    }

    private static String ends(WindowEnds ends) {
        return switch (ends) {
            case HALF_OPEN -> "start included, end excluded";
            case OPEN -> "both excluded";
            case CLOSED -> "both included";
        };
    }
}
