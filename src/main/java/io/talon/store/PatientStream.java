package io.talon.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A download that must keep moving: a source that brings less than 1 KB a second for too long is given up. */
final class PatientStream extends FilterInputStream {
    private static final int LEAST_BYTES_A_SECOND = 1024;
    private final Duration patience;
    private long waited;
    private long came;

    /** @param patience time spent waiting for the source; a slow reader is not its fault */
    PatientStream(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        long start = System.nanoTime();
        int read = in.read(buffer, offset, size);
        waited += System.nanoTime() - start;
        came += Math.max(0, read);
        if (waited > patience.toNanos()) {
            giveUpIfSlow();
        }
        return read;
    }

    private void giveUpIfSlow() throws IOException {
        if (came * 1000 < LEAST_BYTES_A_SECOND * patience.toMillis()) {
            throw new IOException("the download has stalled: " + came + " bytes in " + patience.toMillis() / 1000.0 + " s");
        }
        waited = 0;
        came = 0;
    }
}
