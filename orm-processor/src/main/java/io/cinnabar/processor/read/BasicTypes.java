package io.cinnabar.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.cinnabar.processor.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL types of the Java classes that are kept in one column without being told how. */
final class BasicTypes {
    /** What types of columns are made of, in generated code. */
    static final ClassName TYPES = ClassName.get("io.cinnabar.type", "Types");

    private static final ClassName MAPPED_TYPE = ClassName.get("io.cinnabar.type", "MappedType");
    private static final String SCHEMA = "io.cinnabar.schema";
    private static final ClassName COLUMN = ClassName.get(SCHEMA, "Column");
    private static final ClassName TEXT_COLUMN = ClassName.get(SCHEMA, "TextColumn");
    private static final ClassName NUMERIC_COLUMN = ClassName.get(SCHEMA, "NumericColumn");
    private static final ClassName TEMPORAL_COLUMN = ClassName.get(SCHEMA, "TemporalColumn");

    private static final Map<String, String> NUMBERS = Map.of(
            "java.lang.Short", "SMALLINT",
            "java.lang.Integer", "INTEGER",
            "java.lang.Long", "BIGINT",
            "java.lang.Float", "REAL",
            "java.lang.Double", "DOUBLE");

    private static final Map<String, String> TEMPORALS = Map.of(
            LocalDate.class.getName(), "DATE",
            LocalTime.class.getName(), "TIME",
            OffsetTime.class.getName(), "TIME_WITH_TIME_ZONE",
            LocalDateTime.class.getName(), "TIMESTAMP",
            OffsetDateTime.class.getName(), "TIMESTAMP_WITH_TIME_ZONE",
            Duration.class.getName(), "INTERVAL");

    private BasicTypes() {}

    /** The type of a class, by its qualified name or that of an array; null where there is none. */
    static @Nullable ColumnType of(String name, ColumnSize size) {
        String number = NUMBERS.get(name);
        if (number != null) {
            TypeName type = ClassName.bestGuess(name);
            return ColumnType.plain(type, parameterized(NUMERIC_COLUMN, type), CodeBlock.of("$T.$L", TYPES, number));
        }
        String temporal = TEMPORALS.get(name);
        if (temporal != null) {
            TypeName type = ClassName.bestGuess(name);
            return ColumnType.plain(type, parameterized(TEMPORAL_COLUMN, type), temporal(temporal, size));
        }
        return switch (name) {
            case "java.lang.String" -> ColumnType.plain(ClassName.get(String.class), TEXT_COLUMN, size.text());
            case "java.lang.Boolean" ->
                ColumnType.plain(
                        ClassName.get(Boolean.class),
                        ClassName.get(SCHEMA, "BooleanColumn"),
                        CodeBlock.of("$T.BOOLEAN", TYPES));
            case "java.math.BigDecimal" -> decimal(size);
            case "java.util.UUID" -> other(ClassName.get(UUID.class), CodeBlock.of("$T.UUID", TYPES));
            case "java.time.Instant" -> instant(size);
            case "byte[]" -> other(ArrayTypeName.of(TypeName.BYTE), size.binary());
            case "io.cinnabar.type.Json" ->
                ColumnType.plain(
                        ClassName.bestGuess(name),
                        parameterized(ClassName.get(SCHEMA, "JsonColumn"), ClassName.bestGuess(name)),
                        CodeBlock.of("$T.JSON", TYPES));
            default -> converted(name, size);
        };
    }

    private static ColumnType decimal(ColumnSize size) {
        TypeName type = ClassName.get(BigDecimal.class);
        return ColumnType.plain(type, parameterized(NUMERIC_COLUMN, type), size.decimal(2));
    }

    private static ColumnType instant(ColumnSize size) {
        return size.seconds() == null
                ? other(ClassName.get(Instant.class), CodeBlock.of("$T.INSTANT", TYPES))
                : mapped(
                        ClassName.get(Instant.class),
                        zoned(size),
                        CodeBlock.of("instant -> instant.atOffset($T.UTC)", java.time.ZoneOffset.class),
                        CodeBlock.of("$T::toInstant", OffsetDateTime.class));
    }

    private static ColumnType zoned(ColumnSize size) {
        return ColumnType.plain(
                ClassName.get(OffsetDateTime.class),
                parameterized(TEMPORAL_COLUMN, ClassName.get(OffsetDateTime.class)),
                temporal("TIMESTAMP_WITH_TIME_ZONE", size));
    }

    private static @Nullable ColumnType converted(String name, ColumnSize size) {
        return switch (name) {
            case "java.lang.Byte" ->
                mapped(
                        ClassName.get(Byte.class),
                        required("java.lang.Short", size),
                        CodeBlock.of("$T::shortValue", Byte.class),
                        CodeBlock.of("$T::byteValue", Short.class));
            case "java.lang.Character" ->
                mapped(
                        ClassName.get(Character.class),
                        ColumnType.plain(
                                ClassName.get(String.class), TEXT_COLUMN, CodeBlock.of("$T.character(1)", TYPES)),
                        CodeBlock.of("String::valueOf"),
                        CodeBlock.of("text -> text.charAt(0)"));
            case "char[]" ->
                mapped(
                        ArrayTypeName.of(TypeName.CHAR),
                        required("java.lang.String", size),
                        CodeBlock.of("String::new"),
                        CodeBlock.of("String::toCharArray"));
            case "java.math.BigInteger" ->
                mapped(
                        ClassName.get(BigInteger.class),
                        ColumnType.plain(
                                ClassName.get(BigDecimal.class),
                                parameterized(NUMERIC_COLUMN, ClassName.get(BigDecimal.class)),
                                size.decimal(0)),
                        CodeBlock.of("$T::new", BigDecimal.class),
                        CodeBlock.of("$T::toBigIntegerExact", BigDecimal.class));
            case "java.time.ZonedDateTime" ->
                mapped(
                        ClassName.get(ZonedDateTime.class),
                        zoned(size),
                        CodeBlock.of("$T::toOffsetDateTime", ZonedDateTime.class),
                        CodeBlock.of("$T::toZonedDateTime", OffsetDateTime.class));
            case "java.time.Year" ->
                mapped(
                        ClassName.get(Year.class),
                        required("java.lang.Integer", size),
                        CodeBlock.of("$T::getValue", Year.class),
                        CodeBlock.of("$T::of", Year.class));
            case "java.sql.Date" -> dated("java.sql.Date", "toLocalDate", LocalDate.class, size);
            case "java.sql.Time" -> dated("java.sql.Time", "toLocalTime", LocalTime.class, size);
            case "java.sql.Timestamp" -> dated("java.sql.Timestamp", "toLocalDateTime", LocalDateTime.class, size);
            case "java.util.Date", "java.util.Calendar" -> legacy(name, "TIMESTAMP", size);
            default -> null;
        };
    }

    private static ColumnType dated(String name, String toDatabase, Class<?> storage, ColumnSize size) {
        ClassName type = ClassName.bestGuess(name);
        return mapped(
                type,
                required(storage.getName(), size),
                CodeBlock.of("$T::$L", type, toDatabase),
                CodeBlock.of("$T::valueOf", type));
    }

    /** The type of {@code Date} and {@code Calendar}, with the part of them that is kept. */
    static ColumnType legacy(String name, String part, ColumnSize size) {
        boolean isCalendar = name.equals("java.util.Calendar");
        TypeName type = ClassName.bestGuess(name);
        CodeBlock zoned = CodeBlock.of(
                isCalendar
                        ? "value -> value.toInstant().atZone($T.systemDefault())"
                        : "value -> $T.ofEpochMilli(value.getTime()).atZone($T.systemDefault())",
                isCalendar ? new Object[] {ZoneId.class} : new Object[] {Instant.class, ZoneId.class});
        CodeBlock toDatabase;
        CodeBlock atZone;
        Class<?> storage;
        switch (part) {
            case "DATE" -> {
                storage = LocalDate.class;
                toDatabase = CodeBlock.of("$L.toLocalDate()", zoned);
                atZone = CodeBlock.of("value.atStartOfDay($T.systemDefault())", ZoneId.class);
            }
            case "TIME" -> {
                storage = LocalTime.class;
                toDatabase = CodeBlock.of("$L.toLocalTime()", zoned);
                atZone = CodeBlock.of(
                        "value.atDate($T.EPOCH).atZone($T.systemDefault())", LocalDate.class, ZoneId.class);
            }
            default -> {
                storage = LocalDateTime.class;
                toDatabase = CodeBlock.of("$L.toLocalDateTime()", zoned);
                atZone = CodeBlock.of("value.atZone($T.systemDefault())", ZoneId.class);
            }
        }
        CodeBlock fromDatabase = isCalendar
                ? CodeBlock.of(
                        "value -> { $1T calendar = $1T.getInstance();"
                                + " calendar.setTimeInMillis($2L.toInstant().toEpochMilli()); return calendar; }",
                        Calendar.class,
                        atZone)
                : CodeBlock.of("value -> $T.from($L.toInstant())", Date.class, atZone);
        return mapped(type, required(storage.getName(), size), toDatabase, fromDatabase);
    }

    /** The type of a class that has one. */
    static ColumnType required(String name, ColumnSize size) {
        return java.util.Objects.requireNonNull(of(name, size), name);
    }

    /** A type with another class on top of it. */
    static ColumnType mapped(TypeName type, ColumnType storage, CodeBlock toDatabase, CodeBlock fromDatabase) {
        return new ColumnType(
                type,
                parameterized(COLUMN, type),
                storage.inline(),
                new ColumnType.Conversion(
                        ParameterizedTypeName.get(MAPPED_TYPE, type, storage.valueType()),
                        literal(type),
                        null,
                        toDatabase,
                        fromDatabase));
    }

    /** A type that a converter puts on top of another. */
    static ColumnType converted(TypeName type, ColumnType storage, ClassName converter) {
        return new ColumnType(
                type,
                parameterized(COLUMN, type),
                storage.inline(),
                new ColumnType.Conversion(
                        ParameterizedTypeName.get(MAPPED_TYPE, type, storage.valueType()),
                        literal(type),
                        converter,
                        CodeBlock.of("convertToDatabaseColumn"),
                        CodeBlock.of("convertToEntityAttribute")));
    }

    private static CodeBlock literal(TypeName type) {
        return type instanceof ParameterizedTypeName generic
                ? CodeBlock.of("($T<$T>) ($T<?>) $T.class", Class.class, type, Class.class, generic.rawType())
                : CodeBlock.of("$T.class", type);
    }

    private static ColumnType other(TypeName type, CodeBlock expression) {
        return ColumnType.plain(type, parameterized(COLUMN, type), expression);
    }

    private static TypeName parameterized(ClassName column, TypeName type) {
        return ParameterizedTypeName.get(column, type);
    }

    private static CodeBlock temporal(String constant, ColumnSize size) {
        return size.seconds() == null
                ? CodeBlock.of("$T.$L", TYPES, constant)
                : CodeBlock.of("$T.$L.precision($L)", TYPES, constant, size.seconds());
    }
}
