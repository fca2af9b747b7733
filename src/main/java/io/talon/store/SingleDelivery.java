package io.talon.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** An export that is one file. */
final class SingleDelivery implements Delivery {
    private final String member;
    private final long bytes;
    private final VerifiedStream stream;
    private boolean taken;

    SingleDelivery(String member, long bytes, InputStream in, LongConsumer progress) {
        this.member = member;
        this.bytes = bytes;
        this.stream = new VerifiedStream(in, bytes, progress);
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
        return bytes;
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
