package io.talon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflationTest {

    private static InputStream member(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(packed.toByteArray());
    }

    @Test
    void should_unpack_all_members_however_late_they_arrive() throws IOException {
        InputStream packed = new SequenceInputStream(member("one,"), member("two"));
        assertThat(Inflation.gunzip(packed)).hasContent("one,two");
    }

    @Test
    void should_see_a_cut_between_two_members() throws IOException {
        InputStream cut = new InputStream() {
            private boolean isTold;

            @Override
            public int read() throws IOException {
                if (isTold) {
                    return -1;
                }
                isTold = true;
                throw new IOException("cut");
            }
        };
        InputStream unpacked = Inflation.gunzip(new SequenceInputStream(member("one,"), cut));
        assertThatThrownBy(unpacked::readAllBytes).hasMessage("cut");
    }
}
