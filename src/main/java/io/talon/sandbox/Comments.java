package io.talon.sandbox;

import java.util.List;

/** What graders write, with everything in it that makes CSV hard. */
final class Comments {
    private static final List<String> ALL = List.of(
        "Calm, precise, and kind",
        "",
        "Missed the greeting; went straight to the point",
        "First line\nsecond line; \"quoted\", with a comma",
        "Отличная работа, так держать!",
        "Great recovery 🙂👍",
        "Windows line\r\nbreak",
        "=SUM(A1:A2) is no answer to a client",
        "Très bien, mais la clôture manque…",
        "She said \"no\", he said \"yes\"",
        "Plain",
        "null");

    private Comments() {
    }

    static String of(int number) {
        return ALL.get(number % ALL.size());
    }
}
