package io.talon.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Clears the terminal's line before each line that is written, so that a progress bar standing there gives way. */
final class LineStart extends FilterOutputStream {
    private static final byte[] CLEAR = "\r\u001b[2K".getBytes();
    private boolean atStart = true;

    LineStart(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** In one piece, so that the bar cannot come between. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream(length + CLEAR.length);
        for (int i = offset; i < offset + length; i++) {
            if (atStart) {
                piece.writeBytes(CLEAR);
            }
            piece.write(bytes[i]);
            atStart = bytes[i] == '\n';
        }
        out.write(piece.toByteArray());
        out.flush();
    }
}
