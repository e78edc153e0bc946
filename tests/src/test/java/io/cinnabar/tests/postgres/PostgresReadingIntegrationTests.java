package io.cinnabar.tests.postgres;

import static io.cinnabar.tests.postgres.ComparableValues.comparable;
import static io.cinnabar.tests.postgres.ComparableValues.listOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.ValueConversionException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that is decoded, in both formats, alone and in arrays. */
@UsesPostgres
class PostgresReadingIntegrationTests {

    private static CodecConnection database;

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = CodecConnection.open(url);
        // Not UTC, so that offsets in text are not zero.
        database.run("SET TimeZone = 'Europe/Amsterdam'");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.ReadableValues#values")
    void readsTheSameValueInBothFormats(String expression, Object expected) {
        // Equality of the boxed classes includes their class: a Short never equals an Integer.
        assertThat(database.asBinary(expression)).isEqualTo(expected);
        assertThat(database.asText(expression)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.ReadableValues#values")
    void readsNull(String expression, Object expected) {
        assertThat(database.asBinary("CASE WHEN 1 = 2 THEN " + expression + " END"))
                .isNull();
        assertThat(database.asText("CASE WHEN 1 = 2 THEN " + expression + " END"))
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.ReadableValues#values")
    void readsArrays(String expression, Object value) {
        reads("ARRAY[" + expression + ", NULL, " + expression + "]", listOf(value, null, value));
        reads("ARRAY[NULL, " + expression + "]", listOf(null, value));
        reads("(ARRAY[" + expression + "])[2:3]", List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.ReadableValues#elements")
    void readsArraysOfSeveralDimensions(String expression, Object value) {
        reads(
                "ARRAY[[" + expression + ", NULL], [NULL, " + expression + "]]",
                List.of(listOf(value, null), listOf(null, value)));
        reads(
                "array_fill(" + expression + ", '{1,2,2}', '{0,-3,7}')",
                List.of(List.of(listOf(value, value), listOf(value, value))));
    }

    private static void reads(String expression, List<?> expected) {
        assertThat(comparable(database.asBinary(expression))).isEqualTo(comparable(expected));
        assertThat(comparable(database.asText(expression))).isEqualTo(comparable(expected));
    }

    static Stream<String> numerics() {
        Stream<String> edges = Stream.of(
                "0",
                "0.00",
                "1",
                "-1",
                "1.50",
                "0.0001",
                "0.00010",
                "0.00001",
                "9999",
                "10000",
                "99999999",
                "100000000",
                "12345678901234567",
                "123456789012345678",
                "-9223372036854775808",
                "9223372036854775807",
                "9209999999999999999",
                "9219999999999999999",
                "9220000000000000000",
                "99999999999999999999",
                "1234567890.123456789",
                "100000000000000000000000000000000",
                "0.000000000000000000000000000001",
                "-0.5",
                "1e20",
                "1e-20",
                "10000.00000",
                "0." + "0".repeat(16382) + "1",
                "1" + "0".repeat(131071),
                "9".repeat(131072) + "." + "9".repeat(16383),
                "1e131071",
                "1.5e-16000");
        Random random = new Random(42);
        return Stream.concat(
                edges,
                Stream.generate(() -> new BigDecimal(new BigInteger(random.nextInt(300), random), random.nextInt(40))
                                .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate())
                                .toPlainString())
                        .limit(300));
    }

    @Test
    void readsNumericsWithTheirScale() {
        numerics().forEach(text -> {
            BigDecimal expected = new BigDecimal(text);
            BigDecimal scaled = expected.scale() < 0 ? expected.setScale(0) : expected;
            String name = text.length() > 50 ? text.substring(0, 20) + "…" : text;
            assertThat(database.asBinary("'" + text + "'::numeric").equals(scaled))
                    .as(name)
                    .isTrue();
            assertThat(database.asText("'" + text + "'::numeric").equals(scaled))
                    .as(name)
                    .isTrue();
            if (text.length() < 1000) {
                assertThat(database.asBinary("ARRAY['" + text + "'::numeric, NULL]"))
                        .as(name)
                        .isEqualTo(listOf(scaled, null));
                assertThat(database.asText("ARRAY['" + text + "'::numeric, NULL]"))
                        .as(name)
                        .isEqualTo(listOf(scaled, null));
            }
        });
        reads("ARRAY[1.10, 2]::numeric(10,3)[]", List.of(new BigDecimal("1.100"), new BigDecimal("2.000")));
    }

    @Test
    void writesAddressesAsTheServerDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            StringBuilder address = new StringBuilder();
            for (int word = 0; word < 8; word++) {
                address.append(word == 0 ? "" : ":")
                        .append(Integer.toHexString(
                                random.nextInt(3) == 0
                                        ? random.nextInt(65536)
                                        : random.nextInt(2) * 65535 * random.nextInt(2)));
            }
            String inet = "'" + address + "/" + random.nextInt(129) + "'::inet";
            assertThat(database.asBinary(inet))
                    .isEqualTo(database.asText(inet))
                    .isEqualTo(
                            database.asText("(" + inet + ")::text").toString().replaceAll("/128$", ""));
            String network = "network(" + inet + ")";
            assertThat(database.asBinary(network)).isEqualTo(database.asText(network));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'NaN'::numeric", "'Infinity'::numeric", "'-Infinity'::numeric", "ARRAY[1, 'NaN'::numeric]"})
    void refusesNumericsThatNoBigDecimalCanHold(String expression) {
        refuses(expression, "has no BigDecimal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'24:00:00'::time", "'24:00:00+01'::timetz", "ARRAY['24:00:00'::time]"})
    void refusesTheEndOfTheDay(String expression) {
        refuses(expression, "24:00:00");
    }

    private static void refuses(String expression, String message) {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> database.asBinary(expression))
                .withMessageContaining(message);
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> database.asText(expression))
                .withMessageContaining(message);
        assertThat(database.asBinary("1")).isEqualTo(1);
    }

    @Test
    void readsVoidAsNull() {
        assertThat(database.asText("pg_sleep(0)")).isNull();
        assertThat(database.asBinary("pg_sleep(0)")).isNull();
    }

    @Test
    void readsBytesAboveAsciiOfTheSingleByteType() {
        assertThat(database.asBinary("(-1)::int4::\"char\"")).isEqualTo("\\377");
        assertThat(database.asText("(-1)::int4::\"char\"")).isEqualTo("\\377");
    }

    @Test
    void readsXmlWithADeclaration() {
        String xml = "'<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a/>'::xml";
        assertThat(database.asBinary(xml)).isEqualTo(database.asText(xml));
    }

    @Test
    void returnsListsThatCannotBeChanged() {
        for (Object value : database.inBothFormats("'{1,2}'::int[]")) {
            assertThatThrownBy(() -> ((List<?>) value).clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
