package io.cinnabar.tests.postgres;

import static io.cinnabar.tests.postgres.ComparableValues.comparable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cinnabar.dialect.postgres.codec.PostgresBaseType;
import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the session's settings do to values in text form: they are read right or refused, never misread. */
@UsesPostgres
class PostgresTextStyleIntegrationTests {

    private static CodecConnection database;

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = CodecConnection.open(url);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "iso_8601"})
    void readsIntervalsInEveryUnambiguousStyle(String style) {
        database.run("SET IntervalStyle = '" + style + "'");
        try {
            Random random = new Random(3);
            for (int round = 0; round < 200; round++) {
                String interval = "make_interval(0," + (random.nextInt(5) - 2) * random.nextInt(40) + ",0,"
                        + (random.nextInt(3) - 1) * random.nextInt(40) + ",0,0,"
                        + (random.nextInt(3) - 1) * random.nextInt(400000) + "." + random.nextInt(1000000) + ")";
                assertThat(database.asText(interval)).as(interval).isEqualTo(database.asBinary(interval));
                String written = database.asBinary(interval).toString();
                assertThat(database.asBinary("'" + written + "'::interval")).isEqualTo(database.asBinary(interval));
            }
            ReadableValues.intervals().forEach(arguments -> {
                assertThat(database.asText(arguments.get()[0].toString()))
                        .as(arguments.get()[0].toString())
                        .isEqualTo(arguments.get()[1]);
            });
        } finally {
            database.run("RESET IntervalStyle");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql_standard", "postgres_verbose"})
    void neverMisreadsIntervalsInOtherStyles(String style) {
        database.run("SET IntervalStyle = '" + style + "'");
        try {
            for (String text : List.of("1 year 2 mons", "1 day 02:03:04", "-1 year 2 mons 3 days 04:05:06", "5 days")) {
                Object binary = database.asBinary("'" + text + "'::interval");
                try {
                    assertThat(database.asText("'" + text + "'::interval")).isEqualTo(binary);
                } catch (ValueConversionException e) {
                    assertThat(e).hasMessageContaining("IntervalStyle");
                }
            }
        } finally {
            database.run("RESET IntervalStyle");
        }
    }

    @Test
    void readsInfiniteIntervals() {
        assumeTrue(database.asBinary("current_setting('server_version_num')::int >= 170000") == Boolean.TRUE);
        assertThat(database.inBothFormats("'infinity'::interval"))
                .containsExactly(PostgresInterval.INFINITY, PostgresInterval.INFINITY);
        assertThat(database.inBothFormats("'-infinity'::interval"))
                .containsExactly(PostgresInterval.NEGATIVE_INFINITY, PostgresInterval.NEGATIVE_INFINITY);
        assertThat(database.bound("$1::text", PostgresBaseType.INTERVAL.bind(PostgresInterval.INFINITY)))
                .isEqualTo("infinity");
    }

    @Test
    void readsBytesInTheEscapeForm() {
        database.run("SET bytea_output = 'escape'");
        try {
            byte[] all = new byte[256];
            for (int index = 0; index < all.length; index++) {
                all[index] = (byte) index;
            }
            String expression = "decode('" + HexFormat.of().formatHex(all) + "', 'hex')";
            assertThat(database.asText(expression)).isEqualTo(all);
            assertThat(comparable(database.asText("ARRAY[" + expression + "]")))
                    .isEqualTo(List.of(Arrays.toString(all)));
        } finally {
            database.run("RESET bytea_output");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL, DMY", "German", "Postgres, MDY"})
    void refusesTextInOtherDateStyles(String style) {
        database.run("SET DateStyle = '" + style + "'");
        try {
            for (String expression : List.of(
                    "'2024-03-02'::date", "'2024-03-02 10:00'::timestamp", "'2024-03-02 10:00+00'::timestamptz")) {
                assertThatExceptionOfType(ValueConversionException.class)
                        .isThrownBy(() -> database.asText(expression))
                        .withMessageContaining("DateStyle");
            }
        } finally {
            database.run("SET DateStyle = 'ISO'");
        }
    }
}
