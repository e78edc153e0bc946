package io.cinnabar.compile;

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
import static io.cinnabar.type.Types.UNKNOWN;
import static io.cinnabar.type.Types.UUID;
import static io.cinnabar.type.Types.array;
import static io.cinnabar.type.Types.character;
import static io.cinnabar.type.Types.enumeration;
import static io.cinnabar.type.Types.json;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.Json;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiteralWriterTests {
    private static final LiteralWriter WRITER = new LiteralWriter(AnsiDialect.INSTANCE.typeCompiler());

    private enum State {
        OPEN,
        CLOSED
    }

    static Stream<Arguments> values() {
        var zone = ZoneOffset.ofHours(2);
        var day = LocalDate.of(2024, 2, 29);
        var time = LocalTime.of(12, 30, 1, 500);
        return Stream.of(
                arguments((short) 5, SMALLINT, "5"),
                arguments(-5, INTEGER, "(-5)"),
                arguments(Long.MIN_VALUE, BIGINT, "(-9223372036854775808)"),
                arguments(new BigDecimal("1.50"), NUMERIC, "1.50"),
                arguments(new BigDecimal("1E+3"), NUMERIC, "1000"),
                arguments(new BigDecimal("-0.1"), NUMERIC, "(-0.1)"),
                arguments(1.5f, REAL, "1.5"),
                arguments(-1e300, DOUBLE, "(-1.0E300)"),
                arguments(Double.NaN, DOUBLE, "CAST('NaN' AS DOUBLE PRECISION)"),
                arguments(Double.NEGATIVE_INFINITY, DOUBLE, "CAST('-Infinity' AS DOUBLE PRECISION)"),
                arguments(true, BOOLEAN, "TRUE"),
                arguments(false, BOOLEAN, "FALSE"),
                arguments("a", TEXT, "'a'"),
                arguments("", varchar(3), "''"),
                arguments("it's", character(4), "'it''s'"),
                arguments(new byte[] {0, 1, (byte) 0xff}, BINARY, "X'0001ff'"),
                arguments(new byte[0], BINARY, "X''"),
                arguments(day, DATE, "DATE '2024-02-29'"),
                arguments(time, TIME, "CAST('12:30:01.0000005' AS TIME)"),
                arguments(
                        OffsetTime.of(time, zone),
                        TIME_WITH_TIME_ZONE,
                        "CAST('12:30:01.0000005+02:00' AS TIME WITH TIME ZONE)"),
                arguments(day.atTime(12, 0), TIMESTAMP, "CAST('2024-02-29 12:00:00' AS TIMESTAMP)"),
                arguments(
                        OffsetDateTime.of(day, time, zone),
                        TIMESTAMP_WITH_TIME_ZONE,
                        "CAST('2024-02-29 12:30:01.0000005+02:00' AS TIMESTAMP WITH TIME ZONE)"),
                arguments(Instant.EPOCH, INSTANT, "CAST('1970-01-01 00:00:00Z' AS TIMESTAMP WITH TIME ZONE)"),
                arguments(Duration.ofMillis(-1500), INTERVAL, "CAST('-1.500000000' AS INTERVAL SECOND)"),
                arguments(new java.util.UUID(0, 1), UUID, "CAST('00000000-0000-0000-0000-000000000001' AS UUID)"),
                arguments(Json.of("{\"a\":\"'\"}"), JSON, "CAST('{\"a\":\"''\"}' AS JSON)"),
                arguments(State.OPEN, enumeration(State.class), "'OPEN'"),
                arguments(null, TEXT, "NULL"),
                arguments(null, INSTANT, "NULL"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("values")
    void writesValuesOfEachType(Object value, SqlType<?> type, String expected) {
        assertThat(WRITER.write(value, type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("io.cinnabar.compile.IdentifierQuoterTests#hostileNames")
    void writesHostileTextThatReadsBackAsItself(String text) {
        assertThat(readBack(WRITER.write(text, TEXT))).isEqualTo(text);
        assertThat(WRITER.write(Json.of(text), JSON)).startsWith("CAST('").endsWith("' AS JSON)");
    }

    @Test
    void writesRandomTextThatReadsBackAsItself() {
        String letters = "a'\"\\;-/*$é\n";
        var random = new Random(1);
        for (int count = 0; count < 100_000; count++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(readBack(WRITER.write(text.toString(), TEXT))).isEqualTo(text.toString());
        }
    }

    /** Reads one literal as the standard does, in which a backslash means itself. */
    private static String readBack(String sql) {
        assertThat(sql).startsWith("'").endsWith("'").hasSizeGreaterThan(1);
        String inner = sql.substring(1, sql.length() - 1);
        assertThat(inner.replace("''", "")).doesNotContain("'");
        return inner.replace("''", "'");
    }

    @Test
    void refusesTextThatCannotBeStored() {
        assertThatThrownBy(() -> WRITER.write("a\0", TEXT))
                .isInstanceOf(ValueConversionException.class)
                .hasMessage("A text literal must not contain the character NUL (U+0000). [TYP-001]");
        assertThatThrownBy(() -> WRITER.write(Json.of("\"\0\""), JSON)).isInstanceOf(ValueConversionException.class);
        assertThatThrownBy(() -> WRITER.write("\uDC00", TEXT))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("half of a surrogate pair");
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                arguments("1; DROP TABLE x", INTEGER),
                arguments(1, TEXT),
                arguments(1, BIGINT),
                arguments("x", INSTANT),
                arguments(State.OPEN, TEXT),
                arguments("OPEN", enumeration(State.class)),
                arguments(List.of(1), INTEGER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void refusesValuesOfAnotherClass(Object value, SqlType<?> type) {
        assertThatThrownBy(() -> WRITER.write(value, type))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageStartingWith("A literal of type " + type.kind() + " must be a ")
                .hasMessageEndingWith("[TYP-001]");
    }

    @Test
    void refusesDatesThatDatabasesReadDifferently() {
        assertThat(WRITER.write(LocalDate.of(1, 1, 1), DATE)).isEqualTo("DATE '0001-01-01'");
        assertThat(WRITER.write(LocalDate.of(9999, 12, 31), DATE)).isEqualTo("DATE '9999-12-31'");
        assertThatThrownBy(() -> WRITER.write(LocalDate.of(-44, 3, 15), DATE))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("The year -44 cannot be written as a literal");
        assertThatThrownBy(() -> WRITER.write(LocalDateTime.MAX, TIMESTAMP))
                .isInstanceOf(ValueConversionException.class);
        assertThatThrownBy(() -> WRITER.write(OffsetDateTime.MIN, TIMESTAMP_WITH_TIME_ZONE))
                .isInstanceOf(ValueConversionException.class);
    }

    @Test
    void refusesNumbersThatWouldFillTheMemory() {
        assertThatThrownBy(() -> WRITER.write(new BigDecimal("1E+1000000000"), NUMERIC))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("A number of scale -1000000000");
        assertThatThrownBy(() -> WRITER.write(new BigDecimal("1E-1000000000"), NUMERIC))
                .isInstanceOf(ValueConversionException.class);
    }

    @Test
    void refusesTypesWithoutLiterals() {
        assertThatThrownBy(() -> WRITER.write(List.of(1), array(INTEGER)))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessage("A value of type ARRAY cannot be written as a literal. Bind it with value(…). [SQL-003]");
        assertThatThrownBy(() -> WRITER.write(1, UNKNOWN)).isInstanceOf(UnsupportedCompilationException.class);
        assertThatThrownBy(() -> WRITER.write("x", json(String.class)))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessageContaining("Use Json.of(…).");
    }
}
