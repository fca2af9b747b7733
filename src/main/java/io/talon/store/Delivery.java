package io.talon.store;

import java.io.IOException;
import java.io.InputStream;

/** The files of one export, one after the other: call {@link #next()}, then read {@link #stream()} to its end. */
public interface Delivery extends AutoCloseable {

    /** Goes to the next file; false after the last. */
    boolean next() throws IOException;

    /** Name of the file's data in a-z, 0-9 and _, such as total_scores. */
    String member();

    /** Why the file is to be kept and not to be loaded; null if it is data. */
    default String unknown() {
        return null;
    }

    /** -1 until the stream has been read to its end, where nobody tells the length before. */
    long bytes();

    InputStream stream();

    /** Of the bytes read, once the stream has been read to its end. */
    String sha256();

    /** What went wrong while reading, or null. */
    IOException problem();

    @Override
    void close() throws IOException;
}
