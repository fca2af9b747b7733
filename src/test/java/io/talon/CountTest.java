package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void should_say_one_in_the_singular_and_all_else_in_the_plural() {
        assertThat(Count.of(0, "run")).isEqualTo("0 runs");
        assertThat(Count.of(1, "API call")).isEqualTo("1 API call");
        assertThat(Count.of(2, "run")).isEqualTo("2 runs");
    }
}
