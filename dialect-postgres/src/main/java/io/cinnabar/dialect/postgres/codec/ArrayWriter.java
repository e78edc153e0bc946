package io.cinnabar.dialect.postgres.codec;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes an array in binary form, the counterpart of {@link BinaryArray}. */
final class ArrayWriter {

    private static final int NULL_LENGTH = -1;
    private static final int FLAGS_AT = Integer.BYTES;
    private static final int FIRST_BOUND = 1;

    // Room for values of eight bytes with their lengths; the buffer grows where that is not enough.
    private static final int HEADER = 5 * Integer.BYTES;
    private static final int ELEMENT = Integer.BYTES + Long.BYTES;
    private static final long MAX_FIRST_CAPACITY = 1 << 24;

    private final PostgresBaseType elementType;
    private final WireBuffer target;

    private ArrayWriter(PostgresBaseType elementType, WireBuffer target) {
        this.elementType = elementType;
        this.target = target;
    }

    static WireBuffer write(Collection<? extends @Nullable Object> values, PostgresBaseType elementType) {
        ArrayShape shape = ArrayShape.of(values);
        WireBuffer target = new WireBuffer((int) Math.min(MAX_FIRST_CAPACITY, HEADER + (long) values.size() * ELEMENT));
        target.writeInt(shape.sizes().size()).writeInt(0).writeInt(elementType.oid());
        if (!shape.isEmpty()) {
            shape.sizes().forEach(size -> target.writeInt(size).writeInt(FIRST_BOUND));
            new ArrayWriter(elementType, target).writeElements(values);
        }
        return target;
    }

    private void writeElements(Collection<? extends @Nullable Object> values) {
        for (Object value : values) {
            if (value instanceof Collection<?> nested) {
                writeElements(nested);
            } else if (value == null) {
                target.setInt(FLAGS_AT, 1);
                target.writeInt(NULL_LENGTH);
            } else {
                writeElement(value);
            }
        }
    }

    private void writeElement(Object value) {
        int lengthAt = target.length();
        target.writeInt(0);
        elementType.write(value, target);
        target.setInt(lengthAt, target.length() - lengthAt - Integer.BYTES);
    }
}
