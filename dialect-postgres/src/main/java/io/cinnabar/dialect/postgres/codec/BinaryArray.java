package io.cinnabar.dialect.postgres.codec;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes arrays: number of dimensions, a flag for nulls, the element type, size and lower bound of each dimension,
 * then the elements, each behind its length.
 */
final class BinaryArray {

    /** The server's own limit on dimensions. */
    private static final int MAX_DIMENSIONS = 6;

    private static final int HEADER = 3 * Integer.BYTES;
    private static final int DIMENSION = 2 * Integer.BYTES;
    private static final int NULL_LENGTH = -1;

    private final ByteBuf buffer;
    private final ElementDecoder decoder;
    private final int elementOid;
    private final int dimensionsAt;
    private final int dimensions;
    private int position;

    /** Turns the bytes of one element into its value. */
    interface ElementDecoder {
        @Nullable
        Object decode(int oid, ByteBuf buffer, int index, int length);
    }

    private BinaryArray(ByteBuf buffer, int index, int dimensions, int elementOid, ElementDecoder decoder) {
        this.buffer = buffer;
        this.decoder = decoder;
        this.elementOid = elementOid;
        this.dimensions = dimensions;
        this.dimensionsAt = index + HEADER;
        this.position = dimensionsAt + dimensions * DIMENSION;
    }

    static List<@Nullable Object> decode(ByteBuf buffer, int index, int elementOid) {
        return decode(buffer, index, elementOid, BinaryDecoder::decode);
    }

    static List<@Nullable Object> decode(ByteBuf buffer, int index, int elementOid, ElementDecoder decoder) {
        int dimensions = buffer.getInt(index);
        if (dimensions == 0) {
            return List.of();
        }
        return new BinaryArray(buffer, index, dimensions, elementOid, decoder).read(0);
    }

    /** Whether bytes of an unknown type can be an array at all. */
    static boolean isArray(ByteBuf buffer) {
        if (buffer.readableBytes() < HEADER) {
            return false;
        }
        int dimensions = buffer.getInt(0);
        int flags = buffer.getInt(Integer.BYTES);
        return dimensions >= 0
                && dimensions <= MAX_DIMENSIONS
                && (flags == 0 || flags == 1)
                && buffer.readableBytes() >= HEADER + dimensions * DIMENSION;
    }

    static int elementOid(ByteBuf buffer) {
        return buffer.getInt(2 * Integer.BYTES);
    }

    private List<@Nullable Object> read(int dimension) {
        int size = buffer.getInt(dimensionsAt + dimension * DIMENSION);
        List<@Nullable Object> values = new ArrayList<>(size);
        boolean innermost = dimension == dimensions - 1;
        for (int element = 0; element < size; element++) {
            values.add(innermost ? readElement() : read(dimension + 1));
        }
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object readElement() {
        int length = buffer.getInt(position);
        position += Integer.BYTES;
        if (length == NULL_LENGTH) {
            return null;
        }
        Object value = decoder.decode(elementOid, buffer, position, length);
        position += length;
        return value;
    }
}
