package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes in network order, on the heap: nothing to release, whatever becomes of the statement that they are bound to.
 */
final class WireBuffer {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    WireBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    WireBuffer writeByte(int value) {
        int at = advance(Byte.BYTES);
        bytes[at] = (byte) value;
        return this;
    }

    WireBuffer writeShort(int value) {
        int at = advance(Short.BYTES);
        SHORT.set(bytes, at, (short) value);
        return this;
    }

    WireBuffer writeInt(int value) {
        int at = advance(Integer.BYTES);
        INT.set(bytes, at, value);
        return this;
    }

    WireBuffer writeLong(long value) {
        int at = advance(Long.BYTES);
        LONG.set(bytes, at, value);
        return this;
    }

    WireBuffer writeBytes(byte[] value) {
        int at = advance(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        return this;
    }

    /** Overwrites what an earlier {@link #writeInt} left room for. */
    void setInt(int index, int value) {
        INT.set(bytes, index, value);
    }

    private int advance(int count) {
        int start = length;
        int end = start + count;
        if (end < 0) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "A parameter is larger than 2 GB, and PostgreSQL takes 1 GB at most."
                            + " Send the values in chunks.");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, bytes.length * 2L)));
        }
        length = end;
        return start;
    }
}
