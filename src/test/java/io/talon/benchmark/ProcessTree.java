package io.talon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and all below it, as Linux's /proc tells of them. */
record ProcessTree(ProcessHandle root) {
    /** The kernel tells times in hundredths of a second, whatever its own clock. */
    private static final double TICKS_A_SECOND = 100;
    private static final double KB_A_MEGABYTE = 1_000_000 / 1024.0;
    /** Places in /proc/PID/stat, counted from behind the command's name. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    /** CPU seconds of all that live, and of all below them that have ended. */
    double cpuSeconds() {
        return all().mapToDouble(process -> seconds(process.pid(), USER, SYSTEM, ENDED_USER, ENDED_SYSTEM)).sum();
    }

    /** CPU seconds of what this process has started and has seen end, and of all below that. */
    static double cpuSecondsOfEnded() {
        return seconds(ProcessHandle.current().pid(), ENDED_USER, ENDED_SYSTEM);
    }

    /** Pages that processes share count for each of them. */
    double residentMegabytes() {
        return all().mapToDouble(process -> residentMegabytes(process.pid())).sum();
    }

    long size() {
        return all().count();
    }

    void destroy() {
        all().toList().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static double seconds(long pid, int... places) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        double ticks = 0;
        for (int place : places) {
            ticks += place < fields.length ? Long.parseLong(fields[place]) : 0;
        }
        return ticks / TICKS_A_SECOND;
    }

    private static double residentMegabytes(long pid) {
        return read(pid, "status").lines().filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / KB_A_MEGABYTE;
    }

    /** Nothing of a process that has just ended. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            return "";
        }
    }
}
