package io.cinnabar.dialect.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.error.ValueConversionException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecoderTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16 | true",
                "21 | 1.0",
                "23 | ''",
                "700 | many",
                "1700 | 1,5",
                "17 | \\x0",
                "17 | \\x0g",
                "17 | a\\01",
                "17 | a\\0x1",
                "2950 | abc",
                "1082 | 01/02/2024",
                "1082 | 02.01.2024",
                "1082 | 24-01-02",
                "1082 | 2024-13-01",
                "1082 | 2024-01-02 AD",
                "1083 | 10:00",
                "1083 | 10:00:00.1234567",
                "1083 | 10:00:00.",
                "1083 | 25:00:00",
                "1266 | 10:00:00",
                "1266 | 10:00:00+19",
                "1114 | 2024-01-02",
                "1114 | 2024-01-02T10:00:00",
                "1184 | 2024-01-02 10:00:00",
                "1184 | 2024-01-02 10:00:00 UTC",
                "1184 | Tue Jan 02 10:00:00 2024 UTC",
                "1186 | ''",
                "1186 | @ 1 year",
                "1186 | 1-2",
                "1186 | 1 fortnight",
                "1186 | P1W",
                "1186 | P1.5D",
                "1186 | P1H",
                "1186 | PT1D2",
                "1186 | 99999999999 years",
                "1007 | ''",
                "1007 | {",
                "1007 | {1",
                "1007 | {1}x",
                "1007 | {1;2}",
                "1007 | {\"1",
                "1007 | {{1},2",
                "22 | 1  2"
            })
    void refusesWhatNoServerWrites(int oid, String text) {
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> TextDecoder.decode(oid, text));
    }

    @Test
    void namesTheSettingsInTheMessage() {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> TextDecoder.decode(PostgresOid.DATE, "01/02/2024"))
                .withMessage("The text of a value of type date is not in the form that the server writes with DateStyle"
                        + " 'ISO' and IntervalStyle 'postgres' or 'iso_8601'. Set them so, or read the column in binary"
                        + " form. [TYP-002]");
    }

    @Test
    void readsArrayLiterals() {
        assertThat(TextDecoder.decode(PostgresOid.TEXT_ARRAY, "{a,\"b,}\\\"\\\\\",NULL,\"NULL\",\"\",null}"))
                .isEqualTo(Arrays.asList("a", "b,}\"\\", null, "NULL", "", "null"));
        assertThat(TextDecoder.decode(PostgresOid.INT4_ARRAY, "[0:1][-2:-1]={{1,2},{3,NULL}}"))
                .isEqualTo(List.of(List.of(1, 2), Arrays.asList(3, null)));
        assertThat(TextDecoder.decode(PostgresOid.TEXT_ARRAY, "{a\\,b}")).isEqualTo(List.of("a,b"));
        assertThat(TextDecoder.decode(PostgresOid.TEXT_ARRAY, "{}")).isEqualTo(List.of());
    }

    @Test
    void readsTimesAtTheEdges() {
        assertThat(TextDecoder.decode(PostgresOid.DATE, "0001-01-01 BC")).isEqualTo(LocalDate.of(0, 1, 1));
        assertThat(TextDecoder.decode(PostgresOid.TIME, "00:00:00.000001")).isEqualTo(LocalTime.ofNanoOfDay(1_000));
        assertThat(TextDecoder.decode(PostgresOid.TIMESTAMPTZ, "1900-01-01 00:00:00+00:19:32"))
                .isEqualTo(OffsetDateTime.parse("1899-12-31T23:40:28Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity"})
    void readsInfiniteInterval(String text) {
        assertThat(TextDecoder.decode(PostgresOid.INTERVAL, text)).hasToString(text);
    }
}
