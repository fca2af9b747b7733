package io.talon.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.semantic.Grain;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({"2026-11-09, 2026-11-15, 9 – 15 Nov 2026", "2026-11-30, 2026-12-06, 30 Nov – 6 Dec 2026", "2026-12-28, 2027-01-03, 28 Dec 2026 – 3 Jan 2027", "2026-11-09, 2026-11-09, 9 Nov 2026"})
    void should_say_no_part_twice(LocalDate first, LocalDate last, String words) {
        assertThat(new Period(first, last).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"DAY, 1 Oct 2026", "WEEK, 1 – 7 Oct 2026", "MONTH, Oct 2026", "QUARTER, Q4 2026"})
    void should_write_a_value_as_finely_as_it_is(Grain grain, String words) {
        assertThat(Period.words(LocalDate.parse("2026-10-01"), grain)).isEqualTo(words);
    }
}
