package io.talon.store;

import io.talon.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Counts and hashes the bytes that pass; an end before the promised length is an error, and the first error is remembered. */
final class VerifiedStream extends FilterInputStream {
    private final MessageDigest digest = Sha256.digest();
    private final LongConsumer progress;
    private long length;
    private long count;
    private IOException problem;
    private String sha256;

    /**
     * @param length   number of bytes promised, or -1 if the end of the stream is to tell
     * @param progress told the number of bytes each time some have passed
     */
    VerifiedStream(InputStream in, long length, LongConsumer progress) {
        super(in);
        this.length = length;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        try {
            int read = in.read(buffer, offset, size);
            passed(buffer, offset, read);
            return read;
        } catch (IOException e) {
            problem = problem == null ? e : problem;
            throw e;
        }
    }

    private void passed(byte[] buffer, int offset, int read) throws IOException {
        if (read > 0) {
            digest.update(buffer, offset, read);
            count += read;
            progress.accept(read);
        }
        if (read < 0 && length < 0) {
            length = count;
        }
        if (length >= 0 && (count > length || read < 0 && count < length)) {
            throw new IOException((count > length ? "more than the " : "only " + count + " of ") + length + " bytes came");
        }
    }

    /** Number of bytes promised; if none was, of those that came, and -1 until the end. */
    long length() {
        return length;
    }

    /** What went wrong while reading, or null: a client that uploads this stream tends to hide it. */
    IOException problem() {
        return problem;
    }

    /** The same however often it is asked for, though a digest can be taken once only. */
    String sha256Hex() {
        sha256 = sha256 != null ? sha256 : HexFormat.of().formatHex(digest.digest());
        return sha256;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
