package io.cinnabar.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTests {
    @ParameterizedTest
    @CsvSource({
        "18.0 (Debian 18.0-1.pgdg13), 18.0",
        "17, 17.0",
        "2.4.240 (2025-09-22), 2.4.240",
        "8.0.30-mysql, 8.0.30",
        "11.4.5-MariaDB-log, 11.4.5",
        "PostgreSQL 9.6.24 on x86_64, 9.6.24",
        "devel, unknown"
    })
    void readsWhatServersSay(String text, String expected) {
        assertThat(ServerVersion.parse(text)).hasToString(expected);
    }

    @Test
    void comparesByNumbers() {
        assertThat(ServerVersion.parse("12.3").isAtLeast(12, 0)).isTrue();
        assertThat(ServerVersion.parse("9.6.24").isAtLeast(12, 0)).isFalse();
        assertThat(ServerVersion.parse("2.4.240")).isGreaterThan(ServerVersion.parse("2.4.99"));
        assertThat(ServerVersion.NEWEST.isAtLeast(999, 9)).isTrue();
    }
}
