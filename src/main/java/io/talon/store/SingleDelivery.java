package io.talon.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** An export that is one file. */
final class SingleDelivery implements Delivery {
    private final String member;
    private final VerifiedStream stream;
    private boolean taken;

    /** @param length number of bytes promised, or -1 */
    SingleDelivery(String member, long length, InputStream in, LongConsumer progress) {
        this.member = member;
        this.stream = new VerifiedStream(in, length, progress);
    }

    @Override
    public boolean next() {
        boolean first = !taken;
        taken = true;
        return first;
    }

    @Override
    public String member() {
        return member;
    }

    @Override
    public long bytes() {
        return stream.length();
    }

    @Override
    public InputStream stream() {
        return stream;
    }

    @Override
    public String sha256() {
        return stream.sha256Hex();
    }

    @Override
    public IOException problem() {
        return stream.problem();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
