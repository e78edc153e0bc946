package io.cinnabar.tests.postgres;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.type.Json;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Values at the edges of every SQL type. The first value of each differs from all others of the type. */
final class SqlTypeValues {

    enum Mood {
        HAPPY,
        SAD
    }

    record Cents(long value) {}

    private static final SqlType<Cents> CENTS = Types.BIGINT.map(Cents.class, Cents::value, Cents::new);
    private static final SqlType<String> SHOUTED = Types.enumeration(Mood.class)
            .map(String.class, text -> Mood.valueOf(text.substring(1)), mood -> "!" + mood);

    private SqlTypeValues() {}

    static Stream<Arguments> types() {
        return Stream.of(numbers(), texts(), times(), others(), arrays()).flatMap(stream -> stream);
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                of(Types.SMALLINT, (short) 0, Short.MIN_VALUE, Short.MAX_VALUE),
                of(Types.INTEGER, 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
                of(Types.BIGINT, 0L, Long.MIN_VALUE, Long.MAX_VALUE),
                of(
                        Types.NUMERIC,
                        BigDecimal.ZERO,
                        new BigDecimal("-12345678901234567890.1234567890"),
                        new BigDecimal("1E-16383")),
                of(Types.numeric(10, 2), new BigDecimal("0.00"), new BigDecimal("-12345678.99")),
                of(Types.REAL, 0.0f, 0.1f, Float.MAX_VALUE, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY),
                of(Types.DOUBLE, 0.0, 0.1, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY),
                of(Types.BOOLEAN, true, false),
                of(CENTS, new Cents(0), new Cents(Long.MAX_VALUE)));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                of(Types.TEXT, "", "NULL", "a \"b\" \\ {c},d 'e' 🐎\n", " žluť ", "\uFEFF"),
                of(Types.varchar(5), "abcde", "", "žluť "),
                of(Types.character(3), "abc", "ž  "),
                of(Types.enumeration(Mood.class), Mood.HAPPY, Mood.SAD),
                of(SHOUTED, "!HAPPY", "!SAD"),
                of(Types.UUID, new UUID(0, 0), new UUID(-1, 1)));
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                of(
                        Types.DATE,
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(-4712, 1, 1),
                        LocalDate.of(5_874_897, 12, 31),
                        LocalDate.MAX,
                        LocalDate.MIN),
                of(Types.TIME, LocalTime.NOON, LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000)),
                of(
                        Types.TIME_WITH_TIME_ZONE,
                        OffsetTime.of(1, 2, 3, 4_000, ZoneOffset.ofHoursMinutes(-5, -30)),
                        OffsetTime.of(LocalTime.MIDNIGHT, ZoneOffset.ofTotalSeconds(3_723))),
                of(
                        Types.TIMESTAMP,
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        LocalDateTime.of(-4712, 11, 24, 0, 0),
                        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000),
                        LocalDateTime.MAX,
                        LocalDateTime.MIN),
                of(
                        Types.TIMESTAMP_WITH_TIME_ZONE,
                        OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.UTC),
                        OffsetDateTime.of(-43, 3, 15, 0, 0, 0, 0, ZoneOffset.UTC),
                        OffsetDateTime.MAX,
                        OffsetDateTime.MIN),
                of(Types.INSTANT, Instant.EPOCH, Instant.parse("2024-02-29T01:02:03.000004Z")),
                of(Types.INTERVAL, Duration.ZERO, Duration.ofDays(-400).plusNanos(1_000), Duration.ofHours(25)));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                of(Types.BINARY, new byte[] {1}, new byte[] {}, new byte[] {0, -1, 92, 120, 34}),
                of(Types.binary(4), new byte[] {1}, new byte[] {0}),
                of(Types.JSON, Json.of("{}"), Json.of("{\"a\": [1, null, \"\\\\ž\"]}"), Json.of("null")),
                of(Types.json(String.class), "a", "ž"));
    }

    private static Stream<Arguments> arrays() {
        return Stream.of(
                of(Types.array(Types.BIGINT), List.of(1L), List.of(), Arrays.asList(null, 2L)),
                of(Types.array(Types.varchar(9)), List.of("a"), List.of("NULL", "", "a,{}\"\\")),
                of(Types.array(Types.character(3)), List.of("abc"), List.of("a  ")),
                of(Types.array(Types.BINARY), List.of(new byte[] {1}), Arrays.asList(new byte[] {0, -1}, null)),
                of(Types.array(Types.INTERVAL), List.of(Duration.ZERO), List.of(Duration.ofDays(-1))),
                of(Types.array(Types.JSON), List.of(Json.of("{}")), Arrays.asList(Json.of("[\"\\\\\"]"), null)),
                of(Types.array(Types.json(String.class)), List.of("a"), List.of("b", "c")),
                of(Types.array(Types.enumeration(Mood.class)), List.of(Mood.HAPPY), Arrays.asList(null, Mood.SAD)),
                of(Types.array(SHOUTED), List.of("!HAPPY"), List.of()),
                of(Types.array(Types.NUMERIC), List.of(BigDecimal.ZERO), List.of(new BigDecimal("1.50"))),
                of(Types.array(CENTS), List.of(new Cents(1)), Arrays.asList(new Cents(2), null)),
                of(
                        Types.array(Types.array(Types.INTEGER)),
                        List.of(List.of(1)),
                        List.of(Arrays.asList(1, null), List.of(3, 4))));
    }

    private static Arguments of(SqlType<?> type, Object... values) {
        return arguments(type, List.of(values));
    }
}
