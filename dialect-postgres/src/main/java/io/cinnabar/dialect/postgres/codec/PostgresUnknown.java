package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a type that has no natural Java value here: an enum or composite type of the user, a type of an extension,
 * or a built-in type that is not decoded, such as a range. Whoever knows the type asks for the form that is right for
 * it.
 */
public final class PostgresUnknown {

    private static final byte VERSION_MARK = 1;

    private final int oid;
    private final boolean binary;
    private final byte[] bytes;

    PostgresUnknown(int oid, boolean binary, byte[] bytes) {
        this.oid = oid;
        this.binary = binary;
        this.bytes = bytes;
    }

    /**
     * The object identifier of the type; {@link PostgresOid#UNSPECIFIED} for an element of an array that came as text.
     */
    public int oid() {
        return oid;
    }

    /** Whether the bytes are the type's binary form, otherwise its text in UTF-8. */
    public boolean isBinary() {
        return binary;
    }

    /** A copy of the bytes as they came. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The text of the value. It is right for every type in text form, and in binary form for the types whose binary
     * form is their text: enums, {@code citext} and others made of text.
     *
     * @throws ValueConversionException if the bytes are visibly no text, as those of a composite, a range or an hstore
     */
    public String text() {
        if (!binary) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        // Text never holds a zero byte, and the binary forms of built-in types are not their text: those that are text
        // have been decoded. A leading 1 is the version with which ltree and its like begin.
        boolean builtIn = oid > PostgresOid.UNSPECIFIED && oid < PostgresOid.FIRST_USER_DEFINED;
        if (builtIn || bytes.length > 0 && bytes[0] == VERSION_MARK || containsZero()) {
            throw notText();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notText();
        }
    }

    /**
     * The value read as one of the given type, which must be the type underneath: a domain over {@code integer} is read
     * as {@link PostgresOid#INT4}.
     */
    public @Nullable Object as(int builtInOid) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        try {
            return binary
                    ? BinaryDecoder.decode(builtInOid, buffer, 0, bytes.length)
                    : TextDecoder.decode(builtInOid, buffer, 0, bytes.length);
        } catch (IndexOutOfBoundsException e) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "The value of the type with OID " + Integer.toUnsignedString(oid)
                            + " is too short for one of the type with OID " + builtInOid + ".");
        }
    }

    /**
     * The elements of an array, such as an array of enums; an unmodifiable list, nested for each dimension, with its
     * nulls.
     *
     * @param element turns an element that is not null into its value, e.g. {@code PostgresUnknown::text}
     * @throws ValueConversionException if the value is visibly no array
     */
    public List<@Nullable Object> array(Function<? super PostgresUnknown, ? extends @Nullable Object> element) {
        if (!binary) {
            return ArrayLiteral.parse(
                    text(),
                    text -> element.apply(new PostgresUnknown(
                            PostgresOid.UNSPECIFIED, false, text.getBytes(StandardCharsets.UTF_8))));
        }
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        if (!BinaryArray.isArray(buffer)) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "The value of the type with OID " + Integer.toUnsignedString(oid)
                            + " is not an array. Select the column as ::text, or give its type.");
        }
        return BinaryArray.decode(
                buffer,
                0,
                BinaryArray.elementOid(buffer),
                (elementOid, source, index, length) -> element.apply(
                        new PostgresUnknown(elementOid, true, Arrays.copyOfRange(bytes, index, index + length))));
    }

    /**
     * The elements of an array of one dimension, as text.
     *
     * @throws ValueConversionException if the array has more dimensions, or its elements have no text
     */
    public List<@Nullable String> textArray() {
        List<@Nullable Object> elements = array(PostgresUnknown::text);
        for (Object element : elements) {
            if (element instanceof List) {
                throw new ValueConversionException(
                        ErrorCode.VALUE_UNREADABLE,
                        "The array of the type with OID " + Integer.toUnsignedString(oid)
                                + " has more than one dimension. Read it by array(PostgresUnknown::text).");
            }
        }
        @SuppressWarnings("unchecked") // each element is the String that text() returned, or null
        List<@Nullable String> strings = (List<@Nullable String>) (List<?>) elements;
        return strings;
    }

    private boolean containsZero() {
        for (byte value : bytes) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }

    private ValueConversionException notText() {
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "The value of the type with OID " + Integer.toUnsignedString(oid)
                        + " came in a binary form that is not text. Select the column as ::text, or give its type.");
    }

    /** Two values are equal if they have the same type, form and bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PostgresUnknown unknown
                && oid == unknown.oid
                && binary == unknown.binary
                && Arrays.equals(bytes, unknown.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * oid + Arrays.hashCode(bytes);
    }

    /** The type and the size; the value itself may be confidential. */
    @Override
    public String toString() {
        return "PostgresUnknown[oid=" + Integer.toUnsignedString(oid) + ", " + (binary ? "binary" : "text") + ", "
                + bytes.length + " bytes]";
    }
}
