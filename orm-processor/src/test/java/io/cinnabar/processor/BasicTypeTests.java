package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.BasicAttribute;
import io.cinnabar.schema.Column;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SQL types of attributes, and that values of all of them can be set and read. */
class BasicTypeTests {
    private static final String ALL = """
            import java.math.*;
            import java.time.*;
            @Entity
            @SuppressWarnings("deprecation")
            public class All {
                @Id Long id;
                String text;
                @Column(length = 30) String shortText;
                @Lob String longText;
                boolean flag;
                Boolean boxedFlag;
                byte tiny;
                short small;
                int number;
                long large;
                float real;
                double precise;
                char letter;
                Byte boxedTiny;
                Character boxedLetter;
                BigDecimal price;
                @Column(precision = 10, scale = 4) BigDecimal rate;
                BigInteger big;
                UUID uuid;
                byte[] bytes;
                @Column(length = 16) byte[] hash;
                @Lob byte[] blob;
                char[] chars;
                LocalDate date;
                LocalTime time;
                LocalDateTime timestamp;
                @Column(secondPrecision = 3) LocalDateTime millis;
                OffsetDateTime offset;
                ZonedDateTime zoned;
                Instant instant;
                Duration duration;
                Year year;
                Date legacy;
                @Temporal(TemporalType.DATE) Date legacyDate;
                @Temporal(TemporalType.TIME) Date legacyTime;
                @Temporal(TemporalType.TIMESTAMP) Calendar calendar;
                java.sql.Date sqlDate;
                java.sql.Time sqlTime;
                java.sql.Timestamp sqlTimestamp;
                State state;
                @Enumerated(EnumType.STRING) @Column(length = 12) State stateName;
                @Convert(converter = CentsConverter.class) Cents cents;
                Tags tags;
                @Convert(disableConversion = true) String plain;
                @Convert(converter = ListConverter.class) List<String> list;
                @Column(columnDefinition = "text") String definedText;
                @Column(columnDefinition = "CHAR(3) NOT NULL") String definedChar;
                @Column(columnDefinition = "jsonb") String json;
                @Column(columnDefinition = "numeric(8,3)") BigDecimal definedNumber;
            }
            """;
    private static final String[] OTHERS = {
        "public enum State { OPEN, CLOSED }",
        "public record Cents(long value) {}",
        """
        public class CentsConverter implements AttributeConverter<Cents, Long> {
            public Long convertToDatabaseColumn(Cents cents) { return cents.value(); }
            public Cents convertToEntityAttribute(Long value) { return new Cents(value); }
        }
        """,
        "public record Tags(String joined) {}",
        """
        abstract class BaseConverter<X> implements AttributeConverter<X, String> {}
        """,
        """
        @Converter(autoApply = true)
        class TagsConverter extends BaseConverter<Tags> {
            public String convertToDatabaseColumn(Tags tags) { return tags.joined(); }
            public Tags convertToEntityAttribute(String joined) { return new Tags(joined); }
        }
        """,
        """
        class ListConverter extends BaseConverter<List<String>> {
            public String convertToDatabaseColumn(List<String> list) { return String.join(",", list); }
            public List<String> convertToEntityAttribute(String joined) { return List.of(joined.split(",")); }
        }
        """,
        """
        import io.cinnabar.schema.*;
        class Typed {
            TextColumn text = All_.text;
            BooleanColumn flag = All_.flag;
            NumericColumn<Integer> number = All_.number;
            NumericColumn<java.math.BigDecimal> price = All_.price;
            TemporalColumn<java.time.LocalDate> date = All_.date;
            io.cinnabar.schema.Column<java.time.Instant> instant = All_.instant;
            io.cinnabar.schema.Column<State> state = All_.state;
            io.cinnabar.schema.Column<Cents> cents = All_.cents;
            io.cinnabar.schema.Column<List<String>> list = All_.list;
        }
        """
    };

    private static Compilation compilation;

    @BeforeAll
    static void compile() {
        String[] sources = new String[OTHERS.length + 1];
        sources[0] = ALL;
        System.arraycopy(OTHERS, 0, sources, 1, OTHERS.length);
        compilation = SourceCompiler.compile(sources).succeeded();
    }

    @Test
    void namesTheTypeOfEachColumn() {
        assertThat(compilation.ddl("all"))
                .contains(
                        "text VARCHAR(255)",
                        "shorttext VARCHAR(30)",
                        "longtext TEXT",
                        "flag BOOLEAN NOT NULL",
                        "boxedflag BOOLEAN",
                        "tiny SMALLINT NOT NULL",
                        "small SMALLINT NOT NULL",
                        "number INTEGER NOT NULL",
                        "large BIGINT NOT NULL",
                        "precise DOUBLE PRECISION NOT NULL",
                        "letter CHAR(1) NOT NULL",
                        "price NUMERIC(38, 2)",
                        "rate NUMERIC(10, 4)",
                        "big NUMERIC(38, 0)",
                        "uuid UUID",
                        "bytes BLOB",
                        "hash VARBINARY(16)",
                        "millis TIMESTAMP(3)",
                        "instant TIMESTAMP WITH TIME ZONE",
                        "zoned TIMESTAMP WITH TIME ZONE",
                        "legacy TIMESTAMP",
                        "legacydate DATE",
                        "legacytime TIME",
                        "sqltimestamp TIMESTAMP",
                        "state INTEGER",
                        "statename VARCHAR(12)",
                        "cents BIGINT",
                        "tags VARCHAR(255)",
                        "definedtext TEXT",
                        "definedchar CHAR(3) NOT NULL",
                        "json JSON",
                        "definednumber NUMERIC(8, 3)");
    }

    @Test
    void convertsValuesThereAndBack() {
        roundTrip("tiny", (byte) 5);
        roundTrip("letter", 'x');
        roundTrip("big", BigInteger.TEN);
        roundTrip("instant", Instant.EPOCH);
        roundTrip("zoned", ZonedDateTime.parse("2020-01-02T03:04:05+01:00"));
        roundTrip("year", Year.of(2020));
        roundTrip("legacy", new Date(1_600_000_000_123L));
        roundTrip("legacyDate", new GregorianCalendar(2020, Calendar.MARCH, 1).getTime());
        roundTrip("calendar", new GregorianCalendar(2020, Calendar.MARCH, 1, 2, 3));
        roundTrip("sqlDate", java.sql.Date.valueOf("2020-01-02"));
        roundTrip("sqlTimestamp", Timestamp.valueOf("2020-01-02 03:04:05"));
        roundTrip("state", constant("CLOSED"));
        roundTrip("stateName", constant("CLOSED"));
        roundTrip("list", List.of("a", "b"));
        roundTrip("json", "{}");
        assertThat(stored("state", constant("CLOSED"))).isEqualTo(1);
        assertThat(stored("stateName", constant("CLOSED"))).isEqualTo("CLOSED");
    }

    private static Object constant(String name) {
        for (Object constant : compilation.load("shop.State").getEnumConstants()) {
            if (constant.toString().equals(name)) {
                return constant;
            }
        }
        throw new IllegalStateException(name);
    }

    private static Column<?> column(String attribute) {
        return ((BasicAttribute<?>) compilation.mapper("All").attribute(attribute))
                .column()
                .column();
    }

    private static Object stored(String attribute, Object value) {
        return toDatabase(column(attribute).type(), value);
    }

    private static void roundTrip(String attribute, Object value) {
        SqlType<?> type = column(attribute).type();
        assertThat(fromDatabase(type, toDatabase(type, value))).isEqualTo(value);
    }

    @SuppressWarnings("unchecked") // the values of the tests are of the columns' types
    private static Object toDatabase(SqlType<?> type, Object value) {
        return type instanceof MappedType<?, ?> mapped
                ? toDatabase(
                        mapped.base(),
                        ((MappedType<Object, Object>) mapped).toDatabase().apply(value))
                : value;
    }

    @SuppressWarnings("unchecked") // the values of the tests are of the columns' types
    private static Object fromDatabase(SqlType<?> type, Object value) {
        return type instanceof MappedType<?, ?> mapped
                ? ((MappedType<Object, Object>) mapped).fromDatabase().apply(fromDatabase(mapped.base(), value))
                : value;
    }

    @Test
    void setsAndReadsEveryKindOfAttribute() {
        Object all = compilation.mapper("All").access().create();
        List<List<Object>> values = List.of(
                List.of("text", "x"),
                List.of("flag", true),
                List.of("tiny", (byte) 1),
                List.of("small", (short) 2),
                List.of("number", 3),
                List.of("large", 4L),
                List.of("real", 5f),
                List.of("precise", 6d),
                List.of("letter", 'z'),
                List.of("price", BigDecimal.ONE),
                List.of("date", LocalDate.EPOCH),
                List.of("time", LocalTime.NOON),
                List.of("timestamp", LocalDateTime.MAX),
                List.of("offset", OffsetDateTime.MAX),
                List.of("state", constant("OPEN")));
        for (List<Object> value : values) {
            assertThat(compilation.setAndGet("All", all, (String) value.get(0), value.get(1)))
                    .isEqualTo(value.get(1));
        }
        for (String primitive : List.of("flag", "tiny", "small", "number", "large", "real", "precise", "letter")) {
            assertThat(compilation.setAndGet("All", all, primitive, null))
                    .as(primitive + " of a null")
                    .isIn(false, (byte) 0, (short) 0, 0, 0L, 0f, 0d, '\0');
        }
    }

    @Test
    void keepsMappedTypesInConstants() {
        assertThat(compilation.generated("shop.All_"))
                .contains("private static final MappedType<State, Integer> STATE_TYPE = Types.INTEGER.map(")
                .contains("private static final CentsConverter CENTS_CONVERTER = new CentsConverter();");
        assertThat(compilation.entity("All").table().columns().get(0).type()).isNotNull();
        assertThat(compilation.mapper("All").alias("a").table().column("state").type())
                .isSameAs(column("state").type());
    }
}
