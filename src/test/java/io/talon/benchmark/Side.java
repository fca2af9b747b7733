package io.talon.benchmark;

/** Who is compared: the scripts of 2022, the least that can be done at all, and Talon. */
enum Side {
    SCRIPTS("scripts"),
    LIMIT("limit"),
    TALON("Talon");

    final String label;

    Side(String label) {
        this.label = label;
    }
}
