package io.cinnabar.tests.postgres;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** SQL expressions of every type that is decoded, and the values that they must be read as. */
final class ReadableValues {

    private ReadableValues() {}

    static Stream<Arguments> values() {
        return Stream.of(numbers(), texts(), dates(), intervals(), others()).flatMap(stream -> stream);
    }

    /** Those that can be elements of an array of several dimensions, which the server's own vector types cannot. */
    static Stream<Arguments> elements() {
        return values().filter(arguments -> !arguments.get()[0].toString().endsWith("vector"));
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("true", true),
                arguments("false", false),
                arguments("(-32768)::int2", Short.MIN_VALUE),
                arguments("32767::int2", Short.MAX_VALUE),
                arguments("(-2147483648)::int4", Integer.MIN_VALUE),
                arguments("2147483647::int4", Integer.MAX_VALUE),
                arguments("(-9223372036854775808)::int8", Long.MIN_VALUE),
                arguments("9223372036854775807::int8", Long.MAX_VALUE),
                arguments("4294967295::oid", 4_294_967_295L),
                arguments("'4294967295'::xid", 4_294_967_295L),
                arguments("'7'::cid", 7L),
                arguments("1.5::float4", 1.5f),
                arguments("'NaN'::float4", Float.NaN),
                arguments("'-Infinity'::float4", Float.NEGATIVE_INFINITY),
                arguments("'3.4028235e38'::float4", Float.MAX_VALUE),
                arguments("'1e-45'::float4", Float.MIN_VALUE),
                arguments("0.1::float8", 0.1d),
                arguments("'-0'::float8", -0.0d),
                arguments("'NaN'::float8", Double.NaN),
                arguments("'Infinity'::float8", Double.POSITIVE_INFINITY),
                arguments("'1.7976931348623157e308'::float8", Double.MAX_VALUE),
                arguments("'4.9e-324'::float8", Double.MIN_VALUE),
                arguments("'1 2 3'::int2vector", List.of((short) 1, (short) 2, (short) 3)),
                arguments("''::int2vector", List.of()),
                arguments("'1 4294967295'::oidvector", List.of(1L, 4_294_967_295L)));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                arguments("'žluťoučký 🐎'::text", "žluťoučký 🐎"),
                arguments("''::text", ""),
                arguments("'NULL'::varchar(10)", "NULL"),
                arguments("'a \"b\" \\ {c},d'::text", "a \"b\" \\ {c},d"),
                arguments("'ab'::char(4)", "ab  "),
                arguments("'pg_class'::name", "pg_class"),
                arguments("'x'::\"char\"", "x"),
                arguments("''::\"char\"", ""),
                arguments("'<a x=\"1\">ž</a>'::xml", "<a x=\"1\">ž</a>"),
                arguments("'{\"a\" : 1}'::json", "{\"a\" : 1}"),
                arguments("'{\"a\":[1,null,\"ž\"]}'::jsonb", "{\"a\": [1, null, \"ž\"]}"),
                arguments("'$.a[*]'::jsonpath", "$.\"a\"[*]"),
                arguments("'cursor'::refcursor", "cursor"),
                arguments("'1011'::bit(4)", "1011"),
                arguments("'101100111000'::varbit", "101100111000"),
                arguments("''::varbit", ""),
                arguments("'08:00:2b:01:02:ff'::macaddr", "08:00:2b:01:02:ff"),
                arguments("'08:00:2b:01:02:03:04:ff'::macaddr8", "08:00:2b:01:02:03:04:ff"),
                arguments("'192.168.0.1'::inet", "192.168.0.1"),
                arguments("'192.168.0.1/24'::inet", "192.168.0.1/24"),
                arguments("'10.0.0.0/8'::cidr", "10.0.0.0/8"),
                arguments("'10.1.2.3/32'::cidr", "10.1.2.3/32"),
                arguments("'::'::inet", "::"),
                arguments("'::1'::inet", "::1"),
                arguments("'::ffff:1.2.3.4'::inet", "::ffff:1.2.3.4"),
                arguments("'2001:db8::/32'::cidr", "2001:db8::/32"),
                arguments("'''a'':1 ''b'''::text", "'a':1 'b'"));
    }

    private static Stream<Arguments> dates() {
        return Stream.of(
                arguments("'2024-02-29'::date", LocalDate.of(2024, 2, 29)),
                arguments("'4713-01-01 BC'::date", LocalDate.of(-4712, 1, 1)),
                arguments("'0044-03-15 BC'::date", LocalDate.of(-43, 3, 15)),
                arguments("'0001-12-31 BC'::date", LocalDate.of(0, 12, 31)),
                arguments("'0001-01-01'::date", LocalDate.of(1, 1, 1)),
                arguments("'5874897-12-31'::date", LocalDate.of(5_874_897, 12, 31)),
                arguments("'infinity'::date", LocalDate.MAX),
                arguments("'-infinity'::date", LocalDate.MIN),
                arguments("'00:00'::time", LocalTime.MIDNIGHT),
                arguments("'23:59:59.999999'::time", LocalTime.of(23, 59, 59, 999_999_000)),
                arguments("'12:30:00.5'::time", LocalTime.of(12, 30, 0, 500_000_000)),
                arguments("'12:30:01+05:30'::timetz", OffsetTime.of(12, 30, 1, 0, ZoneOffset.ofHoursMinutes(5, 30))),
                arguments(
                        "'00:00-15:59:59'::timetz",
                        OffsetTime.of(0, 0, 0, 0, ZoneOffset.ofHoursMinutesSeconds(-15, -59, -59))),
                arguments("'2024-02-29 12:34:56.000001'::timestamp", LocalDateTime.of(2024, 2, 29, 12, 34, 56, 1_000)),
                arguments(
                        "'1999-12-31 23:59:59.999999'::timestamp",
                        LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000)),
                arguments("'4713-11-24 00:00:00 BC'::timestamp", LocalDateTime.of(-4712, 11, 24, 0, 0)),
                arguments(
                        "'294276-12-31 23:59:59.999999'::timestamp",
                        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)),
                arguments("'infinity'::timestamp", LocalDateTime.MAX),
                arguments("'-infinity'::timestamp", LocalDateTime.MIN),
                arguments("'2024-07-01 12:00:00.25+02'::timestamptz", utc(2024, 7, 1, 10, 0, 0, 250_000_000)),
                arguments("'1880-01-01 00:00:00+00'::timestamptz", utc(1880, 1, 1, 0, 0, 0, 0)),
                arguments("'0044-03-15 12:00:00+00 BC'::timestamptz", utc(-43, 3, 15, 12, 0, 0, 0)),
                arguments("'294276-12-31 22:59:59+00'::timestamptz", utc(294_276, 12, 31, 22, 59, 59, 0)),
                arguments("'4713-11-25 00:00:00+00 BC'::timestamptz", utc(-4712, 11, 25, 0, 0, 0, 0)),
                arguments("'infinity'::timestamptz", OffsetDateTime.MAX),
                arguments("'-infinity'::timestamptz", OffsetDateTime.MIN));
    }

    static Stream<Arguments> intervals() {
        return Stream.of(
                arguments("'0'::interval", new PostgresInterval(0, 0, 0)),
                arguments(
                        "'1 year 2 mons 3 days 04:05:06.789'::interval", new PostgresInterval(14, 3, 14_706_789_000L)),
                arguments(
                        "'-1 year 2 mons -3 days 04:05:06'::interval", new PostgresInterval(-10, -3, 14_706_000_000L)),
                arguments("'1 day -00:00:00.000001'::interval", new PostgresInterval(0, 1, -1)),
                arguments("'-1 mons'::interval", new PostgresInterval(-1, 0, 0)),
                arguments(
                        "'2147483647 mons -2147483648 days'::interval",
                        new PostgresInterval(Integer.MAX_VALUE, Integer.MIN_VALUE, 0)),
                arguments("'-2562047788:00:54.775807'::interval", new PostgresInterval(0, 0, -Long.MAX_VALUE)),
                arguments(
                        "'-2562047788:00:54.775807'::interval - '0.000001'::interval",
                        new PostgresInterval(0, 0, Long.MIN_VALUE)));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                arguments("'\\x'::bytea", new byte[0]),
                arguments("'\\x00ff5c7822'::bytea", new byte[] {0, (byte) 0xFF, '\\', 'x', '"'}),
                arguments("'00000000-0000-0000-0000-000000000000'::uuid", new UUID(0, 0)),
                arguments("'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid", new UUID(-1, -1)));
    }

    private static OffsetDateTime utc(int year, int month, int day, int hour, int minute, int second, int nano) {
        return OffsetDateTime.of(year, month, day, hour, minute, second, nano, ZoneOffset.UTC);
    }
}
