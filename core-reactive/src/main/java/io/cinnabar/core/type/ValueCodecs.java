package io.cinnabar.core.type;

import io.cinnabar.type.SqlType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** The codecs of a dialect. Thread-safe. */
public interface ValueCodecs {

    /** The codec of a type. Signals an error for a type that the dialect cannot carry. */
    <T> ValueCodec<T> codec(SqlType<T> type);

    /** The value at a position as the driver gives it, before a codec makes it the value of a type; null for NULL. */
    @Nullable
    Object read(Readable row, int index);

    /** A value that no type is known of, in its natural Java class. */
    Object natural(Object raw);
}
