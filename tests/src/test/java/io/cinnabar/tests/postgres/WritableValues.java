package io.cinnabar.tests.postgres;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.dialect.postgres.codec.PostgresBaseType;
import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Values of every type that can be bound, each with the literal that means the same to the server. */
final class WritableValues {

    private WritableValues() {}

    static Stream<Arguments> values() {
        return Stream.of(numbers(), texts(), times(), others()).flatMap(stream -> stream);
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                of(PostgresBaseType.BOOL, true, "true"),
                of(PostgresBaseType.BOOL, false, "false"),
                of(PostgresBaseType.INT2, Short.MIN_VALUE, "-32768"),
                of(PostgresBaseType.INT2, Short.MAX_VALUE, "32767"),
                of(PostgresBaseType.INT4, Integer.MIN_VALUE, "-2147483648"),
                of(PostgresBaseType.INT4, Integer.MAX_VALUE, "2147483647"),
                of(PostgresBaseType.INT8, Long.MIN_VALUE, "-9223372036854775808"),
                of(PostgresBaseType.INT8, Long.MAX_VALUE, "9223372036854775807"),
                of(PostgresBaseType.OID, 4_294_967_295L, "4294967295"),
                of(PostgresBaseType.FLOAT4, 0.1f, "0.1"),
                of(PostgresBaseType.FLOAT4, Float.NaN, "NaN"),
                of(PostgresBaseType.FLOAT4, Float.MIN_VALUE, "1e-45"),
                of(PostgresBaseType.FLOAT4, Float.MAX_VALUE, "3.4028235e+38"),
                of(PostgresBaseType.FLOAT8, 0.1d, "0.1"),
                of(PostgresBaseType.FLOAT8, Double.NaN, "NaN"),
                of(PostgresBaseType.FLOAT8, -0.0d, "-0"),
                of(PostgresBaseType.FLOAT8, Double.NEGATIVE_INFINITY, "-Infinity"),
                of(PostgresBaseType.FLOAT8, Double.MIN_VALUE, "5e-324"),
                of(PostgresBaseType.FLOAT8, Double.MAX_VALUE, "1.7976931348623157e+308"),
                of(
                        PostgresBaseType.NUMERIC,
                        new BigDecimal("-12345678901234567890.1234567890"),
                        "-12345678901234567890.1234567890"),
                of(PostgresBaseType.NUMERIC, new BigDecimal("0.00"), "0.00"),
                of(PostgresBaseType.NUMERIC, new BigDecimal("1E-16383"), "0." + "0".repeat(16382) + "1"));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                of(PostgresBaseType.TEXT, "a \"b\" \\ {c},d 'e' 🐎", "a \"b\" \\ {c},d 'e' 🐎"),
                of(PostgresBaseType.TEXT, "", ""),
                of(PostgresBaseType.TEXT, "NULL", "NULL"),
                of(PostgresBaseType.VARCHAR, " žluť ", " žluť "),
                of(PostgresBaseType.BPCHAR, "ab  ", "ab  "),
                of(PostgresBaseType.NAME, "pg_class", "pg_class"),
                of(PostgresBaseType.BYTEA, new byte[] {}, "\\x"),
                of(PostgresBaseType.BYTEA, new byte[] {0, -1, 92, 120, 34}, "\\x00ff5c7822"),
                of(PostgresBaseType.UUID, new UUID(-1, 1), "ffffffff-ffff-ffff-0000-000000000001"));
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                of(PostgresBaseType.DATE, LocalDate.of(-4712, 1, 1), "4713-01-01 BC"),
                of(PostgresBaseType.DATE, LocalDate.of(5_874_897, 12, 31), "5874897-12-31"),
                of(PostgresBaseType.DATE, LocalDate.MAX, "infinity"),
                of(PostgresBaseType.DATE, LocalDate.MIN, "-infinity"),
                of(PostgresBaseType.TIME, LocalTime.of(23, 59, 59, 999_999_000), "23:59:59.999999"),
                of(PostgresBaseType.TIME, LocalTime.MIDNIGHT, "00:00:00"),
                of(
                        PostgresBaseType.TIMETZ,
                        OffsetTime.of(1, 2, 3, 4_000, ZoneOffset.ofHoursMinutes(-5, -30)),
                        "01:02:03.000004-05:30"),
                of(PostgresBaseType.TIMESTAMP, LocalDateTime.of(-4712, 11, 24, 0, 0), "4713-11-24 00:00:00 BC"),
                of(
                        PostgresBaseType.TIMESTAMP,
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        "1969-12-31 23:59:59.999999"),
                of(
                        PostgresBaseType.TIMESTAMP,
                        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000),
                        "294276-12-31 23:59:59.999999"),
                of(PostgresBaseType.TIMESTAMP, LocalDateTime.MAX, "infinity"),
                of(PostgresBaseType.TIMESTAMP, LocalDateTime.MIN, "-infinity"),
                of(
                        PostgresBaseType.TIMESTAMPTZ,
                        OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.UTC),
                        "2024-02-29 01:02:03.000004+00"),
                of(
                        PostgresBaseType.TIMESTAMPTZ,
                        OffsetDateTime.of(-43, 3, 15, 0, 0, 0, 0, ZoneOffset.UTC),
                        "0044-03-15 00:00:00+00 BC"),
                of(PostgresBaseType.TIMESTAMPTZ, OffsetDateTime.MAX, "infinity"),
                of(PostgresBaseType.TIMESTAMPTZ, OffsetDateTime.MIN, "-infinity"),
                of(
                        PostgresBaseType.INTERVAL,
                        new PostgresInterval(-14, 3, -14_706_789_000L),
                        "-1 years -2 mons +3 days -04:05:06.789"),
                of(
                        PostgresBaseType.INTERVAL,
                        new PostgresInterval(Integer.MAX_VALUE, Integer.MIN_VALUE, 0),
                        "178956970 years 7 mons -2147483648 days"));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                of(PostgresBaseType.JSON, "{\"a\" : \"\\\"ž\"}", "{\"a\" : \"\\\"ž\"}"),
                of(PostgresBaseType.JSONB, "{\"a\": [1, null, \"\\\\ž\"]}", "{\"a\": [1, null, \"\\\\ž\"]}"),
                of(PostgresBaseType.JSONPATH, "$.\"a\"[*]", "$.\"a\"[*]"),
                of(PostgresBaseType.XML, "<a x=\"1\">ž, {}</a>", "<a x=\"1\">ž, {}</a>"),
                of(PostgresBaseType.BIT, "1011", "1011"),
                of(PostgresBaseType.VARBIT, "101100111000", "101100111000"),
                of(PostgresBaseType.INET, "192.168.0.1/24", "192.168.0.1/24"),
                of(PostgresBaseType.CIDR, "2001:db8::/32", "2001:db8::/32"),
                of(PostgresBaseType.MACADDR, "08:00:2b:01:02:ff", "08:00:2b:01:02:ff"),
                of(PostgresBaseType.MACADDR8, "08:00:2b:01:02:03:04:ff", "08:00:2b:01:02:03:04:ff"),
                of(PostgresBaseType.MONEY, "-$1,234.50", "-$1,234.50"));
    }

    private static Arguments of(PostgresBaseType type, Object value, String literal) {
        return arguments(type, value, literal);
    }
}
