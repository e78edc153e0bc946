package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decodes values in PostgreSQL's binary format by absolute reads: no slice, no intermediate text, and the buffer's
 * reader index stays where it was.
 */
final class BinaryDecoder {

    private static final byte JSONB_VERSION = 1;

    private BinaryDecoder() {}

    static @Nullable Object decode(int oid, ByteBuf buffer, int index, int length) {
        return switch (oid) {
            case PostgresOid.BOOL -> buffer.getByte(index) != 0;
            case PostgresOid.INT2 -> buffer.getShort(index);
            case PostgresOid.INT4 -> buffer.getInt(index);
            case PostgresOid.INT8 -> buffer.getLong(index);
            case PostgresOid.OID, PostgresOid.XID, PostgresOid.CID -> buffer.getUnsignedInt(index);
            case PostgresOid.FLOAT4 -> buffer.getFloat(index);
            case PostgresOid.FLOAT8 -> buffer.getDouble(index);
            case PostgresOid.NUMERIC -> BinaryNumeric.decode(buffer, index);
            case PostgresOid.TEXT,
                    PostgresOid.VARCHAR,
                    PostgresOid.BPCHAR,
                    PostgresOid.NAME,
                    PostgresOid.JSON,
                    PostgresOid.XML,
                    PostgresOid.REFCURSOR,
                    PostgresOid.UNKNOWN -> buffer.toString(index, length, StandardCharsets.UTF_8);
            case PostgresOid.CHAR -> singleByteCharacter(buffer, index, length);
            case PostgresOid.JSONB, PostgresOid.JSONPATH -> versionedText(buffer, index, length);
            case PostgresOid.BYTEA -> ByteBufUtil.getBytes(buffer, index, length);
            case PostgresOid.UUID -> new UUID(buffer.getLong(index), buffer.getLong(index + Long.BYTES));
            case PostgresOid.DATE -> PostgresTime.date(buffer.getInt(index));
            case PostgresOid.TIME -> PostgresTime.time(buffer.getLong(index));
            case PostgresOid.TIMETZ ->
                PostgresTime.timeWithOffset(buffer.getLong(index), -buffer.getInt(index + Long.BYTES));
            case PostgresOid.TIMESTAMP -> PostgresTime.timestamp(buffer.getLong(index));
            case PostgresOid.TIMESTAMPTZ -> PostgresTime.timestampInUtc(buffer.getLong(index));
            case PostgresOid.INTERVAL -> interval(buffer, index);
            case PostgresOid.BIT, PostgresOid.VARBIT -> bits(buffer, index);
            case PostgresOid.INET, PostgresOid.CIDR -> NetworkAddress.format(buffer, index);
            case PostgresOid.MACADDR, PostgresOid.MACADDR8 -> NetworkAddress.formatHardware(buffer, index, length);
            case PostgresOid.INT2VECTOR -> BinaryArray.decode(buffer, index, PostgresOid.INT2);
            case PostgresOid.OIDVECTOR -> BinaryArray.decode(buffer, index, PostgresOid.OID);
            case PostgresOid.VOID -> null;
            default -> arrayOrUnknown(oid, buffer, index, length);
        };
    }

    private static Object arrayOrUnknown(int oid, ByteBuf buffer, int index, int length) {
        int elementOid = PostgresOid.elementOf(oid);
        if (elementOid != PostgresOid.UNSPECIFIED) {
            return BinaryArray.decode(buffer, index, elementOid);
        }
        return new PostgresUnknown(oid, true, ByteBufUtil.getBytes(buffer, index, length));
    }

    /** The type {@code "char"} holds one byte, and zero stands for the empty string. */
    static String singleByteCharacter(ByteBuf buffer, int index, int length) {
        byte value = length == 0 ? 0 : buffer.getByte(index);
        if (value == 0) {
            return "";
        }
        // Not a character of its own in UTF-8: the server writes it in octal from version 16 on.
        return value > 0 ? String.valueOf((char) value) : "\\" + Integer.toOctalString(value & 0xFF);
    }

    private static String versionedText(ByteBuf buffer, int index, int length) {
        byte version = buffer.getByte(index);
        if (version != JSONB_VERSION) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "The binary form of jsonb or jsonpath has version " + version
                            + ", and only version 1 is known. Select the column as ::text.");
        }
        return buffer.toString(index + 1, length - 1, StandardCharsets.UTF_8);
    }

    private static PostgresInterval interval(ByteBuf buffer, int index) {
        return new PostgresInterval(buffer.getInt(index + 12), buffer.getInt(index + 8), buffer.getLong(index));
    }

    private static String bits(ByteBuf buffer, int index) {
        int count = buffer.getInt(index);
        StringBuilder text = new StringBuilder(count);
        for (int bit = 0; bit < count; bit++) {
            int octet = buffer.getByte(index + Integer.BYTES + (bit >> 3));
            text.append((octet & (0x80 >> (bit & 7))) == 0 ? '0' : '1');
        }
        return text.toString();
    }
}
