package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
    private final OpenParts parts = new OpenParts();
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable part(String name, Exception trouble) {
        return () -> {
            closed.add(name);
            if (trouble != null) {
                throw trouble;
            }
        };
    }

    @Test
    void should_close_what_was_opened_last_first_and_everything_once() throws Exception {
        AutoCloseable home = part("home", null);
        assertThat(parts.add(home)).isSameAs(home);
        parts.add(part("ledger", null));
        parts.close();
        parts.close();
        assertThat(closed).containsExactly("ledger", "home");
    }

    @Test
    void should_close_the_rest_after_a_failure_and_tell_of_each() {
        Exception ofRoutes = new IOException("routes");
        Exception ofStore = new IllegalStateException("store");
        parts.add(part("home", null));
        parts.add(part("store", ofStore));
        parts.add(part("ledger", null));
        parts.add(part("routes", ofRoutes));
        assertThatThrownBy(parts::close).isSameAs(ofRoutes).hasSuppressedException(ofStore);
        assertThat(closed).containsExactly("routes", "ledger", "store", "home");
    }
}
