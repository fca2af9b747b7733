package io.talon.benchmark;

/** What is measured, in seconds, megabytes of 1,000,000 bytes, or as its label says. */
enum Measure {
    WALL("told or released to stored, s"),
    FROM_REQUEST("vendor asked to stored, s"),
    CPU("CPU, s"),
    PEAK_RSS("peak RSS, MB"),
    PEAK_HEAP("peak heap in use, MB"),
    PUBLISHED("to the end of the process, mart published, s"),
    PUBLISHED_CPU("CPU to the end of the process, s"),
    FIRST_REQUEST("start of the process to the first request, s"),
    THREADS("threads, or processes"),
    RSS("RSS, MB"),
    HEAP("heap after a collection, MB"),
    CORE("CPU, % of one core"),
    LOOKS("looks at tickets, a minute"),
    NEW_DAY("a new day, built, tested and published, s"),
    NEW_DAY_BUILT("of it built, s"),
    NEW_DAY_TESTED("of it tested, s"),
    NEW_DAY_PUBLISHED("of it published, s"),
    EVERYTHING("everything built anew, s");

    final String label;

    Measure(String label) {
        this.label = label;
    }
}
