package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.JsonType;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes values into SQL text, for DDL and for {@code literal(…)}; a dialect overrides what it spells otherwise. */
public class LiteralWriter {
    private static final int MAX_DIGITS = 131_072;

    private final TypeCompiler types;

    /** A writer of literals. */
    public LiteralWriter(TypeCompiler types) {
        this.types = types;
    }

    /**
     * The SQL of a value of a type. Signals an error for a value that the type does not hold or the dialect cannot
     * write.
     */
    public final String write(@Nullable Object value, SqlType<?> type) {
        if (value == null) {
            return "NULL";
        }
        if (!type.javaType().isInstance(value)) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "A literal of type " + type.kind() + " must be a "
                            + type.javaType().getSimpleName() + ", not a "
                            + value.getClass().getSimpleName() + ".");
        }
        if (type instanceof MappedType<?, ?> mapped) {
            return write(unmapped(mapped, value), mapped.base());
        }
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> number(value.toString());
            case NUMERIC -> number(digits((BigDecimal) value));
            case REAL, DOUBLE -> floating(((Number) value).doubleValue(), value.toString(), type);
            case BOOLEAN -> (Boolean) value ? "TRUE" : "FALSE";
            case CHAR, VARCHAR, TEXT -> text((String) value);
            case BINARY -> binary((byte[]) value);
            case DATE -> "DATE " + text(dateTime((Temporal) value));
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
                cast(dateTime((Temporal) value), type);
            case INTERVAL -> interval((Duration) value, type);
            case UUID -> cast(value.toString(), type);
            case JSON -> json(value, type);
            case ENUM -> text(((Enum<?>) value).name());
            case ARRAY, UNKNOWN ->
                throw new UnsupportedCompilationException(
                        ErrorCode.UNSUPPORTED,
                        "A value of type " + type.kind() + " cannot be written as a literal. Bind it with value(…).");
        };
    }

    @SuppressWarnings("unchecked") // the class of the value was checked
    private static <J> @Nullable Object unmapped(MappedType<J, ?> type, Object value) {
        return type.toDatabase().apply((J) value);
    }

    private static String number(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    private static String digits(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MAX_DIGITS) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "A number of scale " + value.scale() + " is too long to be written as a literal.");
        }
        return value.toPlainString();
    }

    private String dateTime(Temporal value) {
        if (value.isSupported(ChronoField.YEAR)) {
            int year = value.get(ChronoField.YEAR);
            if (year < 1 || year > 9999) {
                throw new ValueConversionException(
                        ErrorCode.VALUE_INVALID,
                        "The year " + year + " cannot be written as a literal; the years 1 to 9999 can. Bind the value"
                                + " with value(…).");
            }
        }
        boolean isDate = value.isSupported(ChronoField.YEAR);
        boolean isTime = value.isSupported(ChronoField.HOUR_OF_DAY);
        // Other than toString(), these always have seconds, which some databases need before an offset.
        DateTimeFormatter form = !isDate
                ? DateTimeFormatter.ISO_TIME
                : isTime ? DateTimeFormatter.ISO_DATE_TIME : DateTimeFormatter.ISO_DATE;
        return form.format(kept(value)).replace('T', ' ');
    }

    /** A date or time with as many digits behind the second as the database keeps of one that is bound. */
    protected Temporal kept(Temporal value) {
        return value;
    }

    /** A floating-point number, which may be infinite or not a number. */
    protected String floating(double value, String digits, SqlType<?> type) {
        return Double.isFinite(value) ? number(digits) : cast(digits, type);
    }

    /** A duration. */
    protected String interval(Duration value, SqlType<?> type) {
        BigDecimal seconds = BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
        return "CAST(" + text(seconds.toPlainString()) + " AS " + "INTERVAL SECOND" + ")";
    }

    private String json(Object value, SqlType<?> type) {
        if (!(type instanceof JsonType<?>) || !(value instanceof io.cinnabar.type.Json)) {
            throw new UnsupportedCompilationException(
                    ErrorCode.UNSUPPORTED, "Only JSON text can be written as a literal. Use Json.of(…).");
        }
        return jsonText(value.toString(), type);
    }

    /** A JSON document. */
    protected String jsonText(String document, SqlType<?> type) {
        return cast(document, type);
    }

    /** Bytes. */
    protected String binary(byte[] bytes) {
        return "X'" + HexFormat.of().formatHex(bytes) + "'";
    }

    /** Text converted to a type. */
    protected final String cast(String text, SqlType<?> type) {
        return "CAST(" + text(text) + " AS " + types.name(type) + ")";
    }

    /** Text in quotes, in which quotes are doubled. */
    protected String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID, "A text literal must not contain the character NUL (U+0000).");
        }
        if (IdentifierQuoter.hasLoneSurrogate(text)) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "A text literal must not contain half of a surrogate pair, which would be stored as another"
                            + " character.");
        }
        return "'" + text.replace("'", "''") + "'";
    }
}
