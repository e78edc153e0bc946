package io.cinnabar.dialect.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresIntervalTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, PT0S",
        "14, 3, 14706789000, P1Y2M3DT4H5M6.789S",
        "-14, -3, -14706789000, P-1Y-2M-3DT-4H-5M-6.789S",
        "0, 0, -1, PT-0.000001S",
        "0, 0, 60000000, PT1M",
        "11, 0, 0, P11M",
        "0, -2147483648, -9223372036854775808, P-2147483648DT-2562047788H-54.775808S"
    })
    void writesAndReadsIso(int months, int days, long microseconds, String text) {
        PostgresInterval interval = new PostgresInterval(months, days, microseconds);
        assertThat(interval).hasToString(text);
        assertThat(IntervalText.parse(text)).isEqualTo(interval);
    }

    @Test
    void convertsDurationsAndPeriods() {
        Duration duration = Duration.ofSeconds(-1, 999_999_999);
        assertThat(PostgresInterval.of(duration)).isEqualTo(new PostgresInterval(0, 0, -1));
        assertThat(new PostgresInterval(1, 1, -1).toDuration()).isEqualTo(Duration.ofNanos(-1_000));
        assertThat(PostgresInterval.of(Period.of(-1, 2, -3))).isEqualTo(new PostgresInterval(-10, -3, 0));
        assertThat(new PostgresInterval(-10, -3, 5).toPeriod()).isEqualTo(Period.of(0, -10, -3));
    }
}
