package io.talon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDeliveryTest {

    /** Nobody can open a folder as a file, not even root. */
    @Test
    void should_leave_no_archive_that_cannot_be_opened(@TempDir Path spool) throws IOException {
        Path archive = Files.createDirectory(spool.resolve("export-1.part"));
        assertThatThrownBy(() -> new ZipDelivery("scores", archive, bytes -> { })).isInstanceOf(IOException.class).hasMessageNotContaining("broken");
        assertThat(archive).doesNotExist();
    }
}
