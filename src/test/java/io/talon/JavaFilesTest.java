package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What every file of Java in the program keeps to. */
class JavaFilesTest {

    /** In Turkish the small letter of I is no i: what is compared or read by a machine follows no language. */
    @Test
    void should_change_case_by_the_rules_of_no_language() {
        assertThat(Packaged.files(Path.of("src/main/java"))).isNotEmpty().allSatisfy(file -> assertThat(file).content().doesNotContain("toLowerCase()", "toUpperCase()"));
    }
}
