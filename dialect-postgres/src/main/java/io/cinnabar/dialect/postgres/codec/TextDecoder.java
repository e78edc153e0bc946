package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decodes values in PostgreSQL's text format to exactly what {@link BinaryDecoder} makes of the binary one. Text
 * arrives from the simple query protocol and from connections without {@code forceBinary}. Whatever does not look as
 * the server writes it under {@code DateStyle=ISO} is an error and never a guess.
 */
final class TextDecoder {

    private static final char REPLACEMENT = '\uFFFD';

    private TextDecoder() {}

    static @Nullable Object decode(int oid, ByteBuf buffer, int index, int length) {
        if (oid == PostgresOid.CHAR) {
            // One byte of any value, which need not be UTF-8.
            return length == 1
                    ? BinaryDecoder.singleByteCharacter(buffer, index, length)
                    : buffer.toString(index, length, StandardCharsets.US_ASCII);
        }
        return decode(oid, buffer.toString(index, length, StandardCharsets.UTF_8));
    }

    static @Nullable Object decode(int oid, String text) {
        try {
            return parse(oid, text);
        } catch (NumberFormatException e) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "The text of a value of the type with OID " + oid + " is not the number that it must be.");
        }
    }

    private static @Nullable Object parse(int oid, String text) {
        return switch (oid) {
            case PostgresOid.BOOL -> bool(text);
            case PostgresOid.INT2 -> Short.parseShort(text);
            case PostgresOid.INT4 -> Integer.parseInt(text);
            case PostgresOid.INT8, PostgresOid.OID, PostgresOid.XID, PostgresOid.CID -> Long.parseLong(text);
            case PostgresOid.FLOAT4 -> Float.parseFloat(text);
            case PostgresOid.FLOAT8 -> Double.parseDouble(text);
            case PostgresOid.NUMERIC -> numeric(text);
            case PostgresOid.TEXT,
                    PostgresOid.VARCHAR,
                    PostgresOid.BPCHAR,
                    PostgresOid.NAME,
                    PostgresOid.JSON,
                    PostgresOid.JSONB,
                    PostgresOid.JSONPATH,
                    PostgresOid.XML,
                    PostgresOid.REFCURSOR,
                    PostgresOid.UNKNOWN,
                    PostgresOid.BIT,
                    PostgresOid.VARBIT,
                    PostgresOid.INET,
                    PostgresOid.CIDR,
                    PostgresOid.MACADDR,
                    PostgresOid.MACADDR8 -> text;
            case PostgresOid.CHAR -> singleByteCharacter(text);
            case PostgresOid.BYTEA -> bytes(text);
            case PostgresOid.UUID -> uuid(text);
            case PostgresOid.DATE -> TimeText.date(text);
            case PostgresOid.TIME -> TimeText.time(text);
            case PostgresOid.TIMETZ -> TimeText.timeWithOffset(text);
            case PostgresOid.TIMESTAMP -> TimeText.timestamp(text);
            case PostgresOid.TIMESTAMPTZ -> TimeText.timestampInUtc(text);
            case PostgresOid.INTERVAL -> IntervalText.parse(text);
            case PostgresOid.INT2VECTOR -> vector(PostgresOid.INT2, text);
            case PostgresOid.OIDVECTOR -> vector(PostgresOid.OID, text);
            case PostgresOid.VOID -> null;
            default -> arrayOrUnknown(oid, text);
        };
    }

    private static Object arrayOrUnknown(int oid, String text) {
        int elementOid = PostgresOid.elementOf(oid);
        if (elementOid != PostgresOid.UNSPECIFIED) {
            return ArrayLiteral.parse(text, element -> decode(elementOid, element));
        }
        return new PostgresUnknown(oid, false, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Boolean bool(String text) {
        if (text.equals("t")) {
            return Boolean.TRUE;
        }
        if (text.equals("f")) {
            return Boolean.FALSE;
        }
        throw new ValueConversionException(ErrorCode.VALUE_UNREADABLE, "The text of a boolean must be 't' or 'f'.");
    }

    private static BigDecimal numeric(String text) {
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            throw BinaryNumeric.notFinite(text);
        }
        return new BigDecimal(text);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ValueConversionException(ErrorCode.VALUE_UNREADABLE, "The text of a uuid is not one.");
        }
    }

    private static String singleByteCharacter(String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "An element of a \"char\"[] is a byte above 127, which text format cannot"
                            + " carry. Read the column in binary form.");
        }
        return text;
    }

    /** Both forms that {@code bytea_output} can choose: hex, which starts with a single backslash and x, and escape. */
    static byte[] bytes(String text) {
        if (text.startsWith("\\x")) {
            try {
                return ByteBufUtil.decodeHexDump(text, 2, text.length() - 2);
            } catch (IllegalArgumentException e) {
                throw new ValueConversionException(
                        ErrorCode.VALUE_UNREADABLE, "The text of a bytea is not hexadecimal.");
            }
        }
        ByteBuf bytes = Unpooled.buffer(text.length());
        int index = 0;
        while (index < text.length()) {
            char character = text.charAt(index);
            if (character != '\\') {
                bytes.writeByte(character);
                index++;
            } else if (text.startsWith("\\", index + 1)) {
                bytes.writeByte(character);
                index += 2;
            } else {
                bytes.writeByte(octal(text, index + 1));
                index += 4;
            }
        }
        return ByteBufUtil.getBytes(bytes);
    }

    private static int octal(String text, int index) {
        if (index + 3 > text.length()) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE, "The text of a bytea ends within an escape sequence.");
        }
        return Integer.parseInt(text, index, index + 3, 8);
    }

    private static List<@Nullable Object> vector(int elementOid, String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (String element : text.split(" ", -1)) {
            values.add(decode(elementOid, element));
        }
        return Collections.unmodifiableList(values);
    }
}
