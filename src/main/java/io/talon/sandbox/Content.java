package io.talon.sandbox;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer, made only when they are wanted. */
@FunctionalInterface
public interface Content {
    Opened open() throws IOException;

    static Content of(byte[] bytes) {
        return () -> new Opened(bytes.length, new ByteArrayInputStream(bytes));
    }

    /** Bytes ready to be read, and how many there are. */
    record Opened(long length, InputStream bytes) implements Closeable {

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
