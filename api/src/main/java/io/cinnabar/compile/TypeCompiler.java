package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.BinaryType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TemporalType;
import io.cinnabar.type.TextType;
import org.jspecify.annotations.Nullable;

/** Writes the names of types; a dialect overrides what it spells otherwise. Stateless and thread-safe. */
public class TypeCompiler {
    private final IdentifierQuoter quoter;

    /** A compiler of type names. */
    public TypeCompiler(IdentifierQuoter quoter) {
        this.quoter = quoter;
    }

    /** How identifiers are written. */
    protected final IdentifierQuoter quoter() {
        return quoter;
    }

    /** The name of a type, as DDL and casts take it. */
    public final String name(SqlType<?> type) {
        SqlType<?> storage = type.storage();
        return switch (storage.kind()) {
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case NUMERIC -> numeric((NumericType<?>) storage);
            case REAL -> "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case BOOLEAN -> "BOOLEAN";
            case CHAR, VARCHAR -> sized(storage.kind().name(), ((TextType) storage).length());
            case TEXT -> text();
            case BINARY -> binary((BinaryType) storage);
            case DATE -> "DATE";
            case TIME -> time((TemporalType<?>) storage);
            case TIME_WITH_TIME_ZONE -> time((TemporalType<?>) storage) + " WITH TIME ZONE";
            case TIMESTAMP -> timestamp((TemporalType<?>) storage);
            case TIMESTAMP_WITH_TIME_ZONE -> timestamp((TemporalType<?>) storage) + " WITH TIME ZONE";
            case INTERVAL -> interval((TemporalType<?>) storage);
            case UUID -> "UUID";
            case JSON -> json();
            case ENUM -> enumeration((EnumType<?>) storage);
            case ARRAY -> array((ArrayType<?>) storage);
            case UNKNOWN ->
                throw new UnsupportedCompilationException(
                        ErrorCode.UNSUPPORTED, "A column or cast needs a type, but its type is unknown. Name one.");
        };
    }

    /** The type of exact decimal numbers. */
    protected String numeric(NumericType<?> type) {
        if (type.precision() == null) {
            return "NUMERIC";
        }
        return "NUMERIC(" + type.precision() + (type.scale() == null ? "" : ", " + type.scale()) + ")";
    }

    /** A word with a size behind it, if there is one: {@code VARCHAR(30)}. */
    protected static String sized(String word, @Nullable Integer size) {
        return size == null ? word : word + "(" + size + ")";
    }

    /** The type of text of any length. */
    protected String text() {
        return "TEXT";
    }

    /** The type of bytes. */
    protected String binary(BinaryType type) {
        return type.length() == null ? "BLOB" : "VARBINARY(" + type.length() + ")";
    }

    /** The type of times of day; the words for a zone follow it. */
    protected String time(TemporalType<?> type) {
        return sized("TIME", type.precision());
    }

    /** The type of dates with a time of day; the words for a zone follow it. */
    protected String timestamp(TemporalType<?> type) {
        return sized("TIMESTAMP", type.precision());
    }

    /** The type of durations. */
    protected String interval(TemporalType<?> type) {
        return sized("INTERVAL DAY TO SECOND", type.precision());
    }

    /** The type of JSON documents. */
    protected String json() {
        return "JSON";
    }

    /** The type of an enum's constants. */
    protected String enumeration(EnumType<?> type) {
        int longest = type.labels().stream().mapToInt(String::length).max().orElse(1);
        return "VARCHAR(" + longest + ")";
    }

    /** The type of arrays. */
    protected String array(ArrayType<?> type) {
        return name(type.element()) + " ARRAY";
    }
}
