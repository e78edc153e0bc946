package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ValueConversionException;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.message.Format;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A value, or a typed null, in the form in which it goes to PostgreSQL: bind it with {@code statement.bind(index,
 * parameter)}, null included. It bypasses the driver's own encoders.
 *
 * <p>Values of built-in types come from {@link PostgresBaseType}. Values of enums, composites and other types that
 * users and extensions make are sent by {@link #text} and {@link #textArray} without a type, like a quoted literal, and
 * the server takes the type from where the parameter stands: {@code VALUES ($1)}, {@code mood = $1}, {@code $1::mood},
 * {@code = ANY($1::mood[])}. Where nothing tells the type, as in {@code $1 IS NULL} or {@code unnest($1)}, a cast is
 * needed (SQLSTATE 42P18). A null takes the same path as a value, so that both share one prepared statement.
 *
 * <p>Immutable; the value was encoded when the parameter was made, so that later changes of an array do not matter and
 * an unusable value fails at once. A statement may be executed again with it.
 */
public final class PostgresParameter {

    private static final byte[] NO_BYTES = {};

    private final int oid;
    private final Format format;
    private final byte[] bytes;
    private final int length;
    private final boolean isNull;

    private PostgresParameter(int oid, Format format, byte[] bytes, int length, boolean isNull) {
        this.oid = oid;
        this.format = format;
        this.bytes = bytes;
        this.length = length;
        this.isNull = isNull;
    }

    static PostgresParameter binary(int oid, WireBuffer buffer) {
        return new PostgresParameter(oid, Format.FORMAT_BINARY, buffer.bytes(), buffer.length(), false);
    }

    static PostgresParameter text(int oid, String text) {
        byte[] bytes = StorableText.encode(text);
        return new PostgresParameter(oid, Format.FORMAT_TEXT, bytes, bytes.length, false);
    }

    /** The null of a type, which may be {@link PostgresOid#UNSPECIFIED}. */
    public static PostgresParameter nullOf(int oid) {
        return new PostgresParameter(oid, Format.FORMAT_TEXT, NO_BYTES, 0, true);
    }

    /**
     * A value in its text form, whose type the server infers.
     *
     * @throws ValueConversionException if PostgreSQL cannot store the text
     */
    public static PostgresParameter text(@Nullable String text) {
        return text == null ? nullOf(PostgresOid.UNSPECIFIED) : text(PostgresOid.UNSPECIFIED, text);
    }

    /**
     * An array of values in their text form, whose type the server infers; an element may be null, or a collection
     * where the array has more dimensions.
     *
     * @throws ValueConversionException if PostgreSQL cannot store one of the texts
     */
    public static PostgresParameter textArray(@Nullable Collection<? extends @Nullable Object> texts) {
        return texts == null
                ? nullOf(PostgresOid.UNSPECIFIED)
                : text(PostgresOid.UNSPECIFIED, ArrayLiteral.of(texts, Object::toString));
    }

    /** The type that is announced to the server. */
    public int oid() {
        return oid;
    }

    /** Whether this is a null. */
    public boolean isNull() {
        return isNull;
    }

    EncodedParameter encoded() {
        if (isNull) {
            // The driver knows a null by the identity of this publisher.
            return new EncodedParameter(format, oid, EncodedParameter.NULL_VALUE);
        }
        // A new wrapper for each execution: the driver releases what it has written.
        return new EncodedParameter(format, oid, Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes, 0, length)));
    }

    /** The type and the size; the value may be confidential, and the driver logs its parameters. */
    @Override
    public String toString() {
        return "PostgresParameter[oid=" + Integer.toUnsignedString(oid) + ", " + (isNull ? "null" : length + " bytes")
                + "]";
    }
}
