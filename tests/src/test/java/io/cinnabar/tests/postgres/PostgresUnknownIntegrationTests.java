package io.cinnabar.tests.postgres;

import static io.cinnabar.tests.postgres.ComparableValues.listOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.dialect.postgres.codec.PostgresUnknown;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types without a natural Java value: what users and extensions define, and the built-in ones that are not decoded. */
@UsesPostgres
class PostgresUnknownIntegrationTests {

    private static CodecConnection database;

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = CodecConnection.open(url);
        database.run("CREATE EXTENSION hstore");
        database.run("CREATE EXTENSION ltree");
        database.run("CREATE EXTENSION citext");
        database.run("CREATE DOMAIN codec_domain AS integer");
        database.run("CREATE TYPE codec_mood AS ENUM ('happy', 'so, \"so\"', 'ž', '')");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void readsDomainsAsTheTypeUnderneath() {
        assertThat(database.asBinary("5::codec_domain")).isEqualTo(5);
        assertThat(database.asText("5::codec_domain")).isEqualTo(5);
        PostgresUnknown binary = (PostgresUnknown) database.asBinary("ARRAY[5, NULL]::codec_domain[]");
        PostgresUnknown text = (PostgresUnknown) database.asText("ARRAY[5, NULL]::codec_domain[]");
        assertThat(binary.array(element -> element.as(23))).isEqualTo(listOf(5, null));
        assertThat(text.array(element -> element.as(23))).isEqualTo(listOf(5, null));
    }

    @Test
    void readsEnumsAndTheirArrays() {
        for (String label : List.of("happy", "so, \"so\"", "ž", "")) {
            String expression = "'" + label + "'::codec_mood";
            for (Object value : database.inBothFormats(expression)) {
                assertThat(((PostgresUnknown) value).text()).isEqualTo(label);
            }
            String array = "ARRAY[" + expression + ", NULL, 'happy']";
            for (Object value : database.inBothFormats(array)) {
                assertThat(((PostgresUnknown) value).textArray()).containsExactly(label, null, "happy");
            }
        }
        for (Object value : database.inBothFormats("'{}'::codec_mood[]")) {
            assertThat(((PostgresUnknown) value).textArray()).isEmpty();
        }
        for (Object value : database.inBothFormats("'{{happy},{NULL}}'::codec_mood[]")) {
            assertThat(((PostgresUnknown) value).array(PostgresUnknown::text))
                    .isEqualTo(List.of(List.of("happy"), listOf((Object) null)));
            assertThatExceptionOfType(ValueConversionException.class).isThrownBy(((PostgresUnknown) value)::textArray);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "row(1, 'a')",
                "int4range(1, 5)",
                "'12.34'::money",
                "'a b'::tsvector",
                "point(1, 2)",
                "'pg_class'::regclass",
                "'16/B374D848'::pg_lsn",
                "box(point(1,2),point(3,4))",
                "'a & b'::tsquery",
                "'{[1,2)}'::int4multirange",
                "'(0,1)'::tid",
                "txid_current_snapshot()",
                "'a=>1'::hstore",
                "'a.b'::ltree",
                "ARRAY[int4range(1,5)]"
            })
    void givesTheTextOfOtherTypesOnlyWhereItCameAsText(String expression) {
        PostgresUnknown text = (PostgresUnknown) database.asText(expression);
        assertThat(text.text()).isEqualTo(database.asText("(" + expression + ")::text"));
        PostgresUnknown binary = (PostgresUnknown) database.asBinary(expression);
        assertThat(binary.isBinary()).isTrue();
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(binary::text)
                .withMessageContaining("::text");
    }

    @Test
    void readsCitext() {
        for (Object value : database.inBothFormats("'Žena'::citext")) {
            assertThat(((PostgresUnknown) value).text()).isEqualTo("Žena");
        }
        for (Object value : database.inBothFormats("'{Žena,NULL}'::citext[]")) {
            assertThat(((PostgresUnknown) value).textArray()).containsExactly("Žena", null);
        }
    }
}
