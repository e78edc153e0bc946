package io.cinnabar.tests.suite;

import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.BINARY;
import static io.cinnabar.type.Types.BOOLEAN;
import static io.cinnabar.type.Types.DATE;
import static io.cinnabar.type.Types.DOUBLE;
import static io.cinnabar.type.Types.INSTANT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.INTERVAL;
import static io.cinnabar.type.Types.JSON;
import static io.cinnabar.type.Types.NUMERIC;
import static io.cinnabar.type.Types.REAL;
import static io.cinnabar.type.Types.SMALLINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIME;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.TIMESTAMP_WITH_TIME_ZONE;
import static io.cinnabar.type.Types.TIME_WITH_TIME_ZONE;
import static io.cinnabar.type.Types.UUID;
import static io.cinnabar.type.Types.binary;
import static io.cinnabar.type.Types.character;
import static io.cinnabar.type.Types.enumeration;
import static io.cinnabar.type.Types.json;
import static io.cinnabar.type.Types.numeric;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.type.Json;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every generic type with values at its edges. */
final class TypeCases {
    /** Text that programs get wrong: quotes, escapes, wildcards, placeholders, characters outside the basic plane. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "it's \"quoted\"",
            "back\\slash \\' \\n",
            "100% _under_ ? $1 :name ;-- /* */ {} NULL",
            "line\r\nbreak\ttab",
            "žluťoučký",
            "e\u0301 a\u0308",
            "🐎 👩‍🚀",
            "مرحبا \u202Eb",
            "\uFEFF\u2028\u00A0");

    private static final MappedType<Cents, Long> CENTS = BIGINT.map(Cents.class, Cents::value, Cents::new);
    private static final MappedType<URI, String> ADDRESS = TEXT.map(URI.class, URI::toString, URI::create);

    private final MetaData metadata;
    private final TypeRules rules;
    private final boolean hasArrays;
    private final List<TypeCase<?>> cases = new ArrayList<>();

    private TypeCases(MetaData metadata, TypeRules rules, boolean hasArrays) {
        this.metadata = metadata;
        this.rules = rules;
        this.hasArrays = hasArrays;
    }

    static List<TypeCase<?>> of(MetaData metadata, TypeRules rules, boolean hasArrays) {
        var all = new TypeCases(metadata, rules, hasArrays);
        all.wholeNumbers();
        all.decimals();
        all.floatingNumbers();
        all.texts();
        all.bytes();
        all.dates();
        all.pointsInTime();
        all.others();
        return List.copyOf(all.cases);
    }

    private <T> void add(String name, SqlType<T> type, Stream<TypeSample<T>> samples) {
        cases.add(new TypeCase<>(name, type, samples.toList(), hasArrays, metadata));
    }

    private <T> void add(String name, SqlType<T> type, List<T> values) {
        add(name, type, values.stream().map(TypeSample::same));
    }

    private void wholeNumbers() {
        add("smallint", SMALLINT, List.of(Short.MIN_VALUE, (short) -1, (short) 0, (short) 1, Short.MAX_VALUE));
        add("integer", INTEGER, List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE));
        add("bigint", BIGINT, List.of(Long.MIN_VALUE, -1L, 0L, 1L, 9_007_199_254_740_993L, Long.MAX_VALUE));
        add("cents", CENTS, List.of(new Cents(Long.MIN_VALUE), new Cents(0), new Cents(199)));
    }

    private void decimals() {
        add(
                "decimal",
                NUMERIC,
                Stream.of(
                                "0",
                                "0.00",
                                "-1",
                                "0.1",
                                "12345678901234567890.12345678901234567890",
                                "-98765432109876543210987654321098765432109876543210",
                                "0.000000000000000000000000000000000000000000000000001",
                                "1E+3",
                                "1E+40",
                                "-1.5E-20")
                        .map(digits -> TypeSample.same(new BigDecimal(digits))));
        add(
                "decimal_20_5",
                numeric(20, 5),
                Stream.of("0", "1.5", "-0.00001", "123456789012345.12345", "-999999999999999.99999", "1E+14")
                        .map(digits -> TypeSample.same(new BigDecimal(digits))));
        add(
                "decimal_38_0",
                numeric(38, 0),
                Stream.of("0", "-1", "9".repeat(38), "-" + "9".repeat(38))
                        .map(digits -> TypeSample.same(new BigDecimal(digits))));
    }

    private void floatingNumbers() {
        add(
                "real",
                REAL,
                Stream.concat(
                        Stream.of(
                                        0f,
                                        0.1f,
                                        -1.5f,
                                        Float.MIN_VALUE,
                                        Float.MIN_NORMAL,
                                        Float.MAX_VALUE,
                                        -Float.MAX_VALUE,
                                        Float.NaN,
                                        Float.POSITIVE_INFINITY,
                                        Float.NEGATIVE_INFINITY)
                                .map(TypeSample::same),
                        Stream.of(TypeSample.changed(-0f, rules.keepsNegativeZero() ? -0f : 0f))));
        add(
                "double",
                DOUBLE,
                Stream.concat(
                        Stream.of(
                                        0d,
                                        0.1d,
                                        1d / 3,
                                        Double.MIN_VALUE,
                                        Double.MIN_NORMAL,
                                        Double.MAX_VALUE,
                                        -Double.MAX_VALUE,
                                        Double.NaN,
                                        Double.POSITIVE_INFINITY,
                                        Double.NEGATIVE_INFINITY)
                                .map(TypeSample::same),
                        Stream.of(TypeSample.changed(-0d, rules.keepsNegativeZero() ? -0d : 0d))));
        add("bool", BOOLEAN, List.of(true, false));
    }

    private void texts() {
        add("text", TEXT, TEXTS);
        add("varchar_80", varchar(80), TEXTS);
        add(
                "char_5",
                character(5),
                Stream.of(
                        TypeSample.same("abcde"),
                        TypeSample.same("žluťý"),
                        new TypeSample<>("ab", "ab", "ab   "),
                        new TypeSample<>("it's", "it's", "it's ")));
        add("mapped_text", ADDRESS, List.of(URI.create("https://example.org/a?b=c"), URI.create("mailto:a@b.cz")));
        add("mood", enumeration(Mood.class), List.of(Mood.HAPPY, Mood.SAD, Mood.SO_SO));
        add(
                "uuid",
                UUID,
                List.of(
                        new java.util.UUID(0, 0),
                        new java.util.UUID(-1, -1),
                        new java.util.UUID(Long.MIN_VALUE, Long.MAX_VALUE),
                        java.util.UUID.fromString("01234567-89ab-cdef-0123-456789abcdef")));
    }

    private void bytes() {
        var everyByte = new byte[256];
        for (int index = 0; index < everyByte.length; index++) {
            everyByte[index] = (byte) index;
        }
        List<byte[]> values = List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {-1, 0, '\\', '"', '\'', 'x'},
                "\\xff".getBytes(StandardCharsets.UTF_8));
        add("bytes_16", binary(16), values);
        var more = new ArrayList<>(values);
        more.add(everyByte);
        add("bytes", BINARY, more);
    }

    private void dates() {
        add(
                "date",
                DATE,
                List.of(
                        LocalDate.of(1, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        LocalDate.EPOCH,
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(1582, 10, 10),
                        LocalDate.of(-43, 3, 15),
                        LocalDate.of(12_345, 6, 7)));
        add(
                "time",
                TIME,
                Stream.of(
                                LocalTime.MIDNIGHT,
                                LocalTime.NOON,
                                LocalTime.of(1, 2, 3, 4_000),
                                LocalTime.of(23, 59, 59, 999_999_000),
                                LocalTime.of(12, 34, 56, 123_456_789),
                                LocalTime.MAX)
                        .map(time -> TypeSample.changed(time, rules.kept(time))));
        add(
                "time_tz",
                TIME_WITH_TIME_ZONE,
                Stream.of(
                                "00:00Z",
                                "12:34:56.123456+05:30",
                                "23:59:59.999999-12:00",
                                "01:02:03.000004+14:00",
                                "12:34:56.123456789Z")
                        .map(OffsetTime::parse)
                        .map(time -> TypeSample.changed(time, rules.kept(time))));
        add(
                "duration",
                INTERVAL,
                Stream.concat(
                        Stream.of(
                                        Duration.ZERO,
                                        Duration.ofNanos(1_000),
                                        Duration.ofSeconds(-1),
                                        Duration.ofMillis(-1_500),
                                        Duration.ofDays(40_000).plusHours(23).plusNanos(999_999_000),
                                        Duration.ofDays(-101).minusMinutes(59))
                                .map(TypeSample::same),
                        Stream.of(TypeSample.changed(
                                Duration.ofNanos(1_999),
                                Duration.ofNanos(rules.fractionDigits() < 9 ? 1_000 : 1_999)))));
    }

    private void pointsInTime() {
        add(
                "stamp",
                TIMESTAMP,
                Stream.of(
                                LocalDateTime.of(1, 1, 1, 0, 0),
                                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                                LocalDateTime.of(2024, 3, 31, 2, 30),
                                LocalDateTime.of(-43, 3, 15, 12, 0),
                                LocalDateTime.of(12_345, 6, 7, 8, 9, 10),
                                LocalDateTime.of(2024, 2, 29, 12, 34, 56, 123_456_789))
                        .map(stamp -> TypeSample.changed(stamp, rules.kept(stamp))));
        add(
                "stamp_3",
                TIMESTAMP.precision(3),
                List.of(LocalDateTime.of(2024, 2, 29, 12, 34, 56, 123_000_000), LocalDateTime.of(1, 1, 1, 0, 0)));
        add(
                "stamp_tz",
                TIMESTAMP_WITH_TIME_ZONE,
                Stream.of(
                                "0001-01-01T00:00Z",
                                "9999-12-31T23:59:59.999999Z",
                                "2024-10-27T02:30:00+02:00",
                                "2024-10-27T02:30:00+01:00",
                                "2024-02-29T01:02:03.000004-05:30",
                                "-0043-03-15T12:00Z",
                                "2024-02-29T12:34:56.123456789+14:00")
                        .map(OffsetDateTime::parse)
                        .map(stamp -> TypeSample.changed(stamp, rules.keptPoint(stamp))));
        add(
                "instant",
                INSTANT,
                Stream.of("0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2024-02-29T12:34:56.123456789Z")
                        .map(Instant::parse)
                        .map(instant -> TypeSample.changed(instant, rules.kept(instant))));
    }

    private void others() {
        add(
                "json",
                JSON,
                Stream.of(
                                "{}",
                                "[]",
                                "42",
                                "-1.5",
                                "true",
                                "\"it's\"",
                                "{\"a\": [1, 2.5, null, true, {\"b\": \"c\"}], \"d\": {\"e\": []}}",
                                "{\"quote\": \"say \\\"hi\\\" \\\\ ; --\", \"žluť\": \"🐎\"}",
                                "[".repeat(100) + "]".repeat(100))
                        .map(text -> TypeSample.same(Json.of(text))));
        add("point", json(Point.class), List.of(new Point(1, -2, "a"), new Point(0, 0, "žluť 🐎")));
    }
}
