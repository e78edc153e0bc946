package io.cinnabar.tests.postgres;

import static io.cinnabar.tests.postgres.ComparableValues.comparable;
import static io.cinnabar.tests.postgres.ComparableValues.listOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.postgres.codec.PostgresBaseType;
import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import io.cinnabar.dialect.postgres.codec.PostgresParameter;
import io.cinnabar.dialect.postgres.codec.PostgresUnknown;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type that can be bound, alone and in arrays, with what the server made of it. */
@UsesPostgres
class PostgresWritingIntegrationTests {

    private static CodecConnection database;

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = CodecConnection.open(url);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static String canonical(PostgresBaseType type, String literal) {
        String quoted = "'" + literal.replace("'", "''") + "'";
        return (String) database.asText("(" + quoted + "::" + type.castName() + ")::text");
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("io.cinnabar.tests.postgres.WritableValues#values")
    void bindsAValue(PostgresBaseType type, Object value, String literal) {
        assertThat(database.bound("$1::text", type.bind(value))).isEqualTo(canonical(type, literal));
        assertThat(database.bound("$1::" + type.castName() + "::text", type.bind(value)))
                .isEqualTo(canonical(type, literal));
        assertThat(database.bound("pg_typeof($1)::text", type.bind(value)))
                .isEqualTo(database.asText("'" + type.castName().replace("\"bit\"", "bit") + "'::regtype::text"));
        if (type != PostgresBaseType.MONEY) {
            assertThat(database.bound("$1", type.bind(value))).isEqualTo(value);
        }
        assertThat(value).isInstanceOf(type.javaType());
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("io.cinnabar.tests.postgres.WritableValues#values")
    void bindsAnArray(PostgresBaseType type, Object value, String literal) {
        String canonical = canonical(type, literal);
        PostgresParameter array = type.bindArray(listOf(value, null, value));
        assertThat(unnested("SELECT v::text FROM unnest($1) AS v", array)).containsExactly(canonical, null, canonical);
        assertThat(unnested("SELECT v::text FROM unnest($1::" + type.castName() + "[]) AS v", array))
                .containsExactly(canonical, null, canonical);
        assertThat(unnested(
                        "SELECT v::text FROM unnest($1, $2) AS t(v, w)",
                        array,
                        PostgresBaseType.INT4.bindArray(List.of(1, 2, 3))))
                .containsExactly(canonical, null, canonical);
        PostgresParameter nested = type.bindArray(List.of(listOf(value, null), listOf(null, value)));
        assertThat(database.bound("($1)[2][2]::text", nested)).isEqualTo(canonical);
        assertThat(database.bound("array_dims($1)", nested)).isEqualTo("[1:2][1:2]");
        if (type != PostgresBaseType.MONEY) {
            assertThat(comparable(database.bound("$1", array))).isEqualTo(comparable(listOf(value, null, value)));
            assertThat(comparable(database.bound("$1", nested)))
                    .isEqualTo(comparable(List.of(listOf(value, null), listOf(null, value))));
        }
        if (!List.of(PostgresBaseType.JSON, PostgresBaseType.XML, PostgresBaseType.JSONPATH)
                .contains(type)) {
            assertThat(database.bound("$2 = ANY($1)", array, type.bind(value))).isEqualTo(true);
            assertThat(database.bound("'" + literal.replace("'", "''") + "' = ANY($1)", array))
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bindsNullsAndEmptyArrays(PostgresBaseType type) {
        assertThat(database.bound("$1 IS NULL", type.bind(null))).isEqualTo(true);
        assertThat(database.bound("$1 IS NULL", type.bindArray(null))).isEqualTo(true);
        assertThat(database.bound("cardinality($1)", type.bindArray(List.of()))).isEqualTo(0);
        assertThat(database.bound("$1 = '{}'::text[]::text", PostgresParameter.text("{}")))
                .isEqualTo(true);
        assertThat(database.bound("cardinality($1)", type.bindArray(List.of(List.of(), List.of()))))
                .isEqualTo(0);
        assertThat(unnested("SELECT v::text FROM unnest($1) AS v", type.bindArray(listOf(null, null))))
                .containsExactly(null, null);
        assertThat(unnested(
                        "SELECT v::text FROM unnest($1::" + type.castName() + "[]) AS v", type.bindArray(List.of())))
                .isEmpty();
    }

    @Test
    void bindsToColumnsWithALength() {
        database.run(
                "CREATE TABLE codec_lengths (c char(5), v varchar(5), b bit(3), vb varbit(5), n numeric(10, 2), t timestamp(0))");
        database.run(
                "INSERT INTO codec_lengths VALUES ($1, $2, $3, $4, $5, $6)",
                PostgresBaseType.BPCHAR.bind("ab"),
                PostgresBaseType.VARCHAR.bind("ab"),
                PostgresBaseType.BIT.bind("101"),
                PostgresBaseType.VARBIT.bind("1010"),
                PostgresBaseType.NUMERIC.bind(new BigDecimal("1.5")),
                PostgresBaseType.TIMESTAMP.bind(LocalDateTime.of(2024, 1, 1, 0, 0)));
        database.run(
                "INSERT INTO codec_lengths SELECT * FROM unnest($1::bpchar[], $2::varchar[], $3::\"bit\"[], $4::varbit[], $5::numeric[], $6::timestamp[])",
                PostgresBaseType.BPCHAR.bindArray(List.of("ab")),
                PostgresBaseType.VARCHAR.bindArray(List.of("ab")),
                PostgresBaseType.BIT.bindArray(List.of("101")),
                PostgresBaseType.VARBIT.bindArray(List.of("1010")),
                PostgresBaseType.NUMERIC.bindArray(List.of(new BigDecimal("1.5"))),
                PostgresBaseType.TIMESTAMP.bindArray(List.of(LocalDateTime.of(2024, 1, 1, 0, 0))));
        assertThat(database.asText("array_agg(l::text) FROM codec_lengths l"))
                .isEqualTo(List.of(
                        "(\"ab   \",ab,101,1010,1.50,\"2024-01-01 00:00:00\")",
                        "(\"ab   \",ab,101,1010,1.50,\"2024-01-01 00:00:00\")"));
        assertThat(database.bound("count(*) FROM codec_lengths WHERE c = $1", PostgresBaseType.BPCHAR.bind("ab")))
                .isEqualTo(2L);
        assertThat(database.bound(
                        "count(*) FROM codec_lengths WHERE c = ANY($1::bpchar[])",
                        PostgresBaseType.BPCHAR.bindArray(List.of("ab   "))))
                .isEqualTo(2L);
        // The type matters: as text the padding counts, and the row is not found.
        assertThat(database.bound("count(*) FROM codec_lengths WHERE c = $1", PostgresBaseType.TEXT.bind("ab   ")))
                .isEqualTo(0L);
    }

    @Test
    void bindsWhatUsersDefinedAsTextWithoutAType() {
        database.run("CREATE TYPE codec_feeling AS ENUM ('happy', 'so, \"so\"', '')");
        database.run("CREATE TYPE codec_pair AS (a int, b text)");
        database.run("CREATE TABLE codec_moods (mood codec_feeling, pair codec_pair, moods codec_feeling[])");
        database.run(
                "INSERT INTO codec_moods VALUES ($1, $2, $3)",
                PostgresParameter.text("happy"),
                PostgresParameter.text("(1,\"a b\")"),
                PostgresParameter.textArray(listOf("happy", null, "so, \"so\"", "")));
        database.run(
                "INSERT INTO codec_moods VALUES ($1, $2, $3)",
                PostgresParameter.text(null),
                PostgresParameter.text(null),
                PostgresParameter.textArray(null));
        database.run(
                "INSERT INTO codec_moods (mood) SELECT * FROM unnest($1::codec_feeling[])",
                PostgresParameter.textArray(listOf("", null)));
        assertThat(database.asText("array_agg(m::text) FROM codec_moods m").toString())
                .isEqualTo(
                        "[(happy,\"(1,\"\"a b\"\")\",\"{happy,NULL,\"\"so, \\\\\"\"so\\\\\"\"\"\",\"\"\"\"}\"), (,,), (\"\",,), (,,)]");
        assertThat(database.bound(
                        "count(*) FROM codec_moods WHERE mood = ANY($1::codec_feeling[])",
                        PostgresParameter.textArray(List.of("happy"))))
                .isEqualTo(1L);
        assertThat(database.bound("count(*) FROM codec_moods WHERE mood = $1", PostgresParameter.text("happy")))
                .isEqualTo(1L);
        assertThat(database.bound("$1::codec_feeling IS NULL", PostgresParameter.text(null)))
                .isEqualTo(true);
        assertThat(((PostgresUnknown) database.bound(
                                "$1::codec_feeling[]",
                                PostgresParameter.textArray(List.of(List.of("happy"), List.of("")))))
                        .array(PostgresUnknown::text))
                .isEqualTo(List.of(List.of("happy"), List.of("")));
    }

    @Test
    void widensWithoutLoss() {
        assertThat(database.bound("$1", PostgresBaseType.INT8.bind(7))).isEqualTo(7L);
        assertThat(database.bound("$1", PostgresBaseType.INT2.bind(7L))).isEqualTo((short) 7);
        assertThat(database.bound("$1", PostgresBaseType.FLOAT8.bind(0.5f))).isEqualTo(0.5d);
        assertThat(database.bound("$1", PostgresBaseType.NUMERIC.bind(7))).isEqualTo(new BigDecimal("7"));
        assertThat(database.bound("$1", PostgresBaseType.NUMERIC.bind(new BigDecimal("1E+5"))))
                .isEqualTo(new BigDecimal("100000"));
        assertThat(database.bound("$1", PostgresBaseType.BYTEA.bind(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2))))
                .isEqualTo(new byte[] {2, 3});
        assertThat(database.bound("$1", PostgresBaseType.TIMESTAMPTZ.bind(Instant.EPOCH)))
                .isEqualTo(OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(database.bound("$1", PostgresBaseType.TIMESTAMPTZ.bind(Instant.MAX)))
                .isEqualTo(OffsetDateTime.MAX);
        assertThat(database.bound(
                        "$1", PostgresBaseType.TIMESTAMPTZ.bind(OffsetDateTime.parse("2024-01-01T00:00:00+05:30"))))
                .isEqualTo(OffsetDateTime.parse("2023-12-31T18:30:00Z"));
        assertThat(database.bound("$1", PostgresBaseType.INTERVAL.bind(Duration.ofMillis(-1500))))
                .isEqualTo(new PostgresInterval(0, 0, -1_500_000));
        assertThat(database.bound("$1", PostgresBaseType.INTERVAL.bind(Period.of(1, 2, 3))))
                .isEqualTo(new PostgresInterval(14, 3, 0));
    }

    @Test
    void cutsWhatIsBelowAMicrosecond() {
        assertThat(database.bound("$1", PostgresBaseType.TIME.bind(LocalTime.MAX)))
                .isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
        LocalDateTime before = LocalDateTime.of(1960, 1, 1, 0, 0, 0, 1_999);
        assertThat(database.bound("$1", PostgresBaseType.TIMESTAMP.bind(before)))
                .isEqualTo(before.withNano(1_000));
    }

    @Test
    void refusesWhatDoesNotFitBeforeItIsSent() {
        refuses(PostgresBaseType.INT2, 32_768);
        refuses(PostgresBaseType.INT4, 1L << 31);
        refuses(PostgresBaseType.INT8, new BigDecimal(1));
        refuses(PostgresBaseType.OID, -1);
        refuses(PostgresBaseType.FLOAT4, 0.1d);
        refuses(PostgresBaseType.UUID, "00000000-0000-0000-0000-000000000000");
        refuses(PostgresBaseType.TEXT, 1);
        refuses(PostgresBaseType.NUMERIC, 0.1d);
        refuses(PostgresBaseType.INET, 1);
        refuses(PostgresBaseType.TEXT, "a\0b");
        refuses(PostgresBaseType.JSONB, "\"\uD83D\"");
        refuses(PostgresBaseType.TEXT, "\uDC0E\uD83D");
        refuses(PostgresBaseType.DATE, LocalDate.MAX.minusDays(1));
        refuses(PostgresBaseType.TIMESTAMP, LocalDateTime.MAX.minusDays(1));
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> PostgresParameter.text("\uD83D"));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> PostgresParameter.textArray(List.of("\0")));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> PostgresBaseType.INT4.bindArray(List.of(List.of(1), List.of(1, 2))));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> PostgresBaseType.INT4.bindArray(List.of(List.of(1), 1)));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> PostgresBaseType.INT4.bindArray(List.of(1, List.of(1))));
    }

    private static void refuses(PostgresBaseType type, Object value) {
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> type.bind(value));
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> type.bindArray(listOf(null, value)));
    }

    @Test
    void leavesToTheServerWhatOnlyItCanJudge() {
        for (PostgresParameter parameter : List.of(
                PostgresBaseType.DATE.bind(LocalDate.of(-4800, 1, 1)),
                PostgresBaseType.TIMESTAMP.bind(LocalDateTime.of(294_277, 1, 9, 0, 0)),
                PostgresBaseType.NUMERIC.bind(new BigDecimal("1E+200000")),
                PostgresBaseType.INET.bind("nowhere"),
                PostgresBaseType.JSONB.bind("{"))) {
            assertThatThrownBy(() -> database.bound("$1", parameter))
                    .isInstanceOf(R2dbcException.class)
                    .extracting(error -> ((R2dbcException) error).getSqlState().substring(0, 2))
                    .isEqualTo("22");
        }
    }

    @Test
    void sendsAStatementAgain() {
        Statement statement = database.statement("SELECT $1", PostgresBaseType.TEXT.bind("again"));
        assertThat(database.all(statement)).containsExactly("again");
        assertThat(database.all(statement)).containsExactly("again");
    }

    @Test
    void sendsManyElements() {
        List<Integer> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < 100_000; index++) {
            numbers.add(index);
            texts.add("ž".repeat(index % 20));
        }
        assertThat(database.bound("sum(n) FROM unnest($1) n", PostgresBaseType.INT4.bindArray(numbers)))
                .isEqualTo(4_999_950_000L);
        assertThat(database.bound("sum(length(n)) FROM unnest($1) n", PostgresBaseType.TEXT.bindArray(texts)))
                .isEqualTo(950_000L);
    }

    @Test
    void hidesTheValue() {
        assertThat(PostgresBaseType.TEXT.bind("secret")).hasToString("PostgresParameter[oid=25, 6 bytes]");
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> PostgresBaseType.INT4.bind("secret"))
                .withMessageNotContaining("secret");
    }

    private static List<@Nullable Object> unnested(String sql, PostgresParameter... parameters) {
        return database.all(database.statement(sql, (Object[]) parameters));
    }
}
