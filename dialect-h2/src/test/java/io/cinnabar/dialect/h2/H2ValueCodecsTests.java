package io.cinnabar.dialect.h2;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.ValueConversionException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.type.Json;
import io.cinnabar.type.JsonMapper;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class H2ValueCodecsTests {
    private final H2Session session = H2Session.open();

    enum Mood {
        SAD,
        HAPPY
    }

    record Sample<T>(SqlType<T> type, List<T> values) {
        @SafeVarargs
        @SuppressWarnings("varargs")
        Sample(SqlType<T> type, T... values) {
            this(type, List.of(values));
        }

        @Override
        public String toString() {
            return type.toString();
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    static Stream<Sample<?>> samples() {
        return Stream.of(numbers(), texts(), times(), others()).flatMap(samples -> samples);
    }

    private static Stream<Sample<?>> numbers() {
        var digits = new BigDecimal("1234567890".repeat(50) + "." + "0987654321".repeat(49) + "5");
        return Stream.of(
                new Sample<>(Types.SMALLINT, Short.MIN_VALUE, (short) 0, Short.MAX_VALUE),
                new Sample<>(Types.INTEGER, Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
                new Sample<>(Types.BIGINT, Long.MIN_VALUE, 0L, Long.MAX_VALUE),
                new Sample<>(
                        Types.NUMERIC,
                        digits,
                        digits.negate(),
                        BigDecimal.ZERO,
                        new BigDecimal("1.10"),
                        new BigDecimal("1E+400"),
                        new BigDecimal("-1E-400")),
                new Sample<>(
                        Types.numeric(10, 2),
                        new BigDecimal("99999999.99"),
                        new BigDecimal("-0.01"),
                        new BigDecimal("1E+3"),
                        new BigDecimal("1.10")),
                new Sample<>(
                        Types.REAL,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.MAX_VALUE,
                        Float.MIN_VALUE,
                        0.1f),
                new Sample<>(
                        Types.DOUBLE,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        0.1));
    }

    private static Stream<Sample<?>> texts() {
        String odd = "it's \"quoted\"; -- \\ /* $$ */ ? :name \0 é \uD83D\uDE00";
        return Stream.of(
                new Sample<>(Types.character(40), String.format("%-40s", "padded"), " ".repeat(40)),
                new Sample<>(Types.varchar(60), "", odd, " trailing "),
                new Sample<>(Types.TEXT, "", odd, "x".repeat(257), "long \uD83D\uDE00".repeat(300_000)),
                new Sample<>(Types.BINARY, new byte[0], new byte[] {0, -1, 127, -128}, new byte[2_000_000]),
                new Sample<>(Types.binary(4), new byte[] {0, 1, 2, 3}),
                new Sample<>(
                        Types.JSON,
                        Json.of("{\"a\":[1,null,\"é;'\"]}"),
                        Json.of("\"text\""),
                        Json.of("null"),
                        Json.of("[]")));
    }

    private static Stream<Sample<?>> times() {
        return Stream.of(
                new Sample<>(Types.DATE, LocalDate.MIN, LocalDate.of(-44, 3, 15), LocalDate.MAX),
                new Sample<>(Types.TIME, LocalTime.MIN, LocalTime.MAX),
                new Sample<>(Types.TIME.precision(3), LocalTime.of(23, 59, 59, 999_000_000)),
                new Sample<>(
                        Types.TIME_WITH_TIME_ZONE,
                        OffsetTime.of(LocalTime.MAX, ZoneOffset.MIN),
                        OffsetTime.of(LocalTime.MIN, ZoneOffset.ofHoursMinutesSeconds(1, 2, 3))),
                new Sample<>(Types.TIMESTAMP, LocalDateTime.MIN, LocalDateTime.of(2020, 2, 29, 1, 2, 3, 123_456_789)),
                new Sample<>(
                        Types.TIMESTAMP_WITH_TIME_ZONE,
                        OffsetDateTime.of(2020, 2, 29, 1, 2, 3, 123_456_789, ZoneOffset.ofHours(-5)),
                        OffsetDateTime.MAX),
                new Sample<>(Types.INSTANT, Instant.EPOCH, Instant.parse("1582-10-15T00:00:00.000000001Z")),
                new Sample<>(
                        Types.INTERVAL,
                        Duration.ZERO,
                        Duration.ofDays(-12_345_678).minusNanos(1),
                        Duration.ofNanos(-1),
                        Duration.ofSeconds(999_999_999_999_999_999L, 999_999_999)));
    }

    private static Stream<Sample<?>> others() {
        return Stream.of(
                new Sample<>(Types.BOOLEAN, true, false),
                new Sample<>(Types.UUID, new UUID(0, 0), new UUID(-1, -1), UUID.randomUUID()),
                new Sample<>(Types.enumeration(Mood.class), Mood.values()),
                new Sample<>(Types.BIGINT.map(Label.class, Label::number, Label::new), new Label(7)));
    }

    record Label(long number) {}

    @ParameterizedTest
    @MethodSource("samples")
    <T> void carriesValuesThroughColumns(Sample<T> sample) {
        SqlType<T> type = sample.type();
        Column<T> column = columnOf(type);
        for (T value : sample.values()) {
            Row1<T> returned =
                    session.one(insert(column.table()).set(column, value).returning(column));
            assertThat(comparable(returned.v1())).isEqualTo(comparable(value));
        }
        assertThat(comparable(session.rows(select(column).orderBy(idOf(column).asc())).stream()
                        .map(Row1::v1)
                        .toList()))
                .isEqualTo(comparable(sample.values()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void carriesNull(Sample<T> sample) {
        Column<T> column = columnOf(sample.type());
        assertThat(session.one(insert(column.table()).set(column, (T) null).returning(column))
                        .v1())
                .isNull();
        assertThat(session.one(select(value((T) null, sample.type()))).v1()).isNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void carriesArraysThroughColumns(Sample<T> sample) {
        Column<List<T>> column = columnOf(sample.type().array());
        List<@Nullable T> values = new ArrayList<>(sample.values());
        values.add(null);
        for (List<T> list : List.of(values, List.<T>of(), Arrays.<T>asList((T) null))) {
            Row1<List<T>> returned =
                    session.one(insert(column.table()).set(column, list).returning(column));
            assertThat(comparable(returned.v1())).isEqualTo(comparable(list));
        }
        assertThat(session.one(insert(column.table())
                                .set(column, (List<T>) null)
                                .returning(column))
                        .v1())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void carriesValuesWithoutColumns(Sample<T> sample) {
        for (T value : sample.values()) {
            assertThat(comparable(
                            session.one(select(value(value, sample.type()))).v1()))
                    .isEqualTo(comparable(value));
        }
        assertThat(comparable(
                        session.one(select(value(sample.values(), sample.type().array())))
                                .v1()))
                .isEqualTo(comparable(sample.values()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void findsRowsByValue(Sample<T> sample) {
        Column<T> column = columnOf(sample.type());
        Column<Long> id = idOf(column);
        for (T value : sample.values()) {
            Long key = session.one(insert(column.table()).set(column, value).returning(id))
                    .v1();
            assertThat(keys(select(id).where(column.eq(value)))).contains(key);
            assertThat(keys(select(id).where(column.in(List.of(value))))).contains(key);
        }
        assertThat(keys(select(id).where(column.in(sample.values()))))
                .hasSize(sample.values().size());
        assertThat(keys(select(id).where(column.in(List.of())))).isEmpty();
        assertThat(keys(select(id).where(column.notIn(List.of()))))
                .hasSize(sample.values().size());
    }

    private List<Long> keys(Select<Row1<Long>> select) {
        return session.rows(select).stream().map(Row1::v1).toList();
    }

    private <T> Column<T> columnOf(SqlType<T> type) {
        Table table = new MetaData()
                .table("sample", column("id", Types.BIGINT, identity(), primaryKey()), column("content", type));
        session.create(table);
        @SuppressWarnings("unchecked") // declared with this type two lines above
        Column<T> column = (Column<T>) table.column("content");
        return column;
    }

    private static Column<Long> idOf(Column<?> column) {
        return column.table().c("id", Long.class);
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value instanceof List<?> list
                ? list.stream().map(H2ValueCodecsTests::comparable).toList()
                : value;
    }

    @Test
    void keepsTheScaleOfNumericWithScale() {
        Column<BigDecimal> column = columnOf(Types.numeric(10, 2));
        assertThat(session.one(insert(column.table())
                                .set(column, new BigDecimal("5"))
                                .returning(column))
                        .v1())
                .isEqualTo(new BigDecimal("5.00"));
    }

    @Test
    void refusesNumbersThatH2CannotHold() {
        assertThatThrownBy(() -> session.rows(select(value(new BigDecimal("1E+2000000000"), Types.NUMERIC))))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("1000 digits");
        assertThatThrownBy(() -> session.rows(select(value(new BigDecimal("1E-1001"), Types.NUMERIC))))
                .isInstanceOf(ValueConversionException.class);
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        for (String text : List.of("a\uD83D", "\uD83Da", "\uDE00\uD83D", "\uDE00")) {
            assertThatThrownBy(() -> session.rows(select(value(text))))
                    .isInstanceOf(ValueConversionException.class)
                    .hasMessageContaining("surrogate pair at index");
        }
        assertThatThrownBy(() -> session.rows(select(value(Json.of("\"\uD83D\""), Types.JSON))))
                .isInstanceOf(ValueConversionException.class);
    }

    @Test
    void refusesDurationsThatH2CannotHold() {
        for (Duration duration : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(-(1L << 60)))) {
            assertThatThrownBy(() -> session.rows(select(value(duration, Types.INTERVAL))))
                    .isInstanceOf(ValueConversionException.class)
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void readsIntervalsOfMonthsNaturallyButNotAsDurations() {
        var statement = text("SELECT INTERVAL '1-2' YEAR TO MONTH, INTERVAL '-90' MINUTE");
        assertThat(session.one(statement).get(0)).isEqualTo(Period.of(1, 2, 0));
        assertThat(session.one(statement).get(1)).isEqualTo(Duration.ofMinutes(-90));
        assertThatThrownBy(() ->
                        session.one(text("SELECT INTERVAL '1-2' YEAR TO MONTH").columns(Types.INTERVAL)))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("years or months");
    }

    @Test
    void readsWhatNoTypeIsKnownOf() {
        var row = session.one(text("SELECT CAST(X'00ff' AS BLOB), CAST('large' AS CLOB), ARRAY[ARRAY[1], NULL],"
                + " CAST(3 AS TINYINT), TIME '10:00:00'"));
        assertThat(row.get(0)).isEqualTo(new byte[] {0, -1});
        assertThat(row.get(1)).isEqualTo("large");
        assertThat(row.get(2)).isEqualTo(Arrays.asList(List.of(1), null));
        assertThat(row.get(3)).isEqualTo((byte) 3);
        assertThat(row.get(4)).isEqualTo(LocalTime.of(10, 0));
    }

    @Test
    void readsLargeObjectsOfOtherTables() {
        session.sql("CREATE TABLE large (text CLOB, bytes BLOB)");
        session.sql("INSERT INTO large VALUES (repeat('é', 3000000), CAST(repeat('ab', 1000000) AS BLOB))");
        var row = session.one(text("SELECT text, bytes FROM large").columns(Types.TEXT, Types.BINARY));
        assertThat(row.v1()).isEqualTo("é".repeat(3_000_000));
        assertThat(row.v2()).hasSize(2_000_000);
    }

    @Test
    void saysWhatToDoAboutTypesThatTheDriverCannotRead() {
        assertThatThrownBy(() -> session.rows(text("SELECT (1, 'a')")))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("Cast it in the statement");
    }

    @Test
    void bindsWhatNoTypeIsKnownOf() {
        session.sql(
                "CREATE TABLE anything (n DECFLOAT, t VARCHAR, i INTERVAL DAY(9) TO SECOND(9), j JSON, a INT ARRAY)");
        var statement = text("INSERT INTO anything VALUES (:n, :t, :i, :j, :a)");
        var parameters = Map.<String, Object>of(
                "n", new BigDecimal("1E+3"),
                "t", "text",
                "i", Duration.ofDays(-3),
                "j", Json.of("[1]"),
                "a", Arrays.asList(1, null));
        session.rows(statement, parameters);
        var row = session.one(text("SELECT n, t, i, j, a FROM anything"));
        assertThat((BigDecimal) row.get(0)).isEqualByComparingTo("1000");
        assertThat(row.get(1)).isEqualTo("text");
        assertThat(row.get(2)).isEqualTo(Duration.ofDays(-3));
        assertThat(row.get(3)).isEqualTo("[1]");
        assertThat(row.get(4)).isEqualTo(Arrays.asList(1, null));
        session.rows(text("UPDATE anything SET n = :nothing"));
        assertThat(session.one(text("SELECT n FROM anything").columns(Types.NUMERIC))
                        .v1())
                .isNull();
    }

    @Test
    void mapsJsonObjects() {
        var mapper = new JsonMapper() {
            @Override
            public String write(Object value) {
                return "{\"number\":" + ((Label) value).number() + "}";
            }

            @Override
            public <T> T read(String json, Class<T> type) {
                return type.cast(new Label(Long.parseLong(json.replaceAll("\\D", ""))));
            }
        };
        var codec = new H2ValueCodecs(mapper).codec(Types.json(Label.class));
        assertThat(codec.decode(new String((byte[]) codec.encode(new Label(5)), StandardCharsets.UTF_8)))
                .isEqualTo(new Label(5));
    }
}
