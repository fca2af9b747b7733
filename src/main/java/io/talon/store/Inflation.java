package io.talon.store;

import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bounds what packed bytes may grow to: exports shrink 5 to 30 times, bombs a thousand times. */
final class Inflation {
    private static final long SMALL = 100 << 20;
    private static final int MOST_TIMES = 200;

    private Inflation() {
    }

    /** @throws RunFailure if so many bytes cannot honestly come from so few */
    static void check(long packed, long inflated) {
        if (inflated > SMALL && inflated / MOST_TIMES > packed) {
            throw new RunFailure("bomb", "The file grows from " + packed + " bytes to " + inflated + " or more when it is unpacked; that is refused.",
                "Ask the vendor's support what this export holds, with the ticket. Replay the run: it asks anew.", RunState.PLANNED);
        }
    }

    /** Unpacks gzip, whose end is verified by the format's own length and checksum, and by the end of what was packed. */
    static InputStream gunzip(InputStream packed) throws IOException {
        Counted source = new Counted(packed) {
            /** Whether another member follows is asked of this; what has not arrived yet counts too. */
            @Override
            public int available() {
                return 1;
            }
        };
        return new Counted(new GZIPInputStream(source, 1 << 16)) {
            @Override
            public int read(byte[] buffer, int offset, int size) throws IOException {
                int read = super.read(buffer, offset, size);
                check(source.count, count);
                if (read < 0) {
                    // A connection that is cut between two members would be taken for the end.
                    source.read();
                }
                return read;
            }
        };
    }

    /** Counts the bytes that pass. What was cut once stays cut: whoever unpacks passes the first word of it over, and a broken connection then looks like a whole one. */
    private static class Counted extends FilterInputStream {
        long count;
        private IOException cut;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int size) throws IOException {
            if (cut != null) {
                throw cut;
            }
            try {
                int read = in.read(buffer, offset, size);
                count += Math.max(0, read);
                return read;
            } catch (IOException e) {
                cut = e;
                throw e;
            }
        }
    }
}
