package io.cinnabar.dialect.postgres.codec;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;

/**
 * The one codec we give to the driver: it reads a cell as the natural value of its type, whatever the format, in a
 * {@link PostgresCell}, and it writes a {@link PostgresParameter}.
 *
 * <p>A buffer belongs to its row, which releases it after the row was mapped; nothing here retains or releases it.
 */
final class PostgresValueCodec implements Codec<Object> {

    static final PostgresValueCodec INSTANCE = new PostgresValueCodec();

    private PostgresValueCodec() {}

    @Override
    public boolean canDecode(int oid, Format format, Class<?> type) {
        return type == PostgresCell.class;
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof PostgresParameter;
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return type == PostgresParameter.class;
    }

    @Override
    public @Nullable Object decode(@Nullable ByteBuf buffer, int oid, Format format, Class<?> type) {
        if (buffer == null) {
            return null;
        }
        int index = buffer.readerIndex();
        int length = buffer.readableBytes();
        Object value = format == Format.FORMAT_BINARY
                ? BinaryDecoder.decode(oid, buffer, index, length)
                : TextDecoder.decode(oid, buffer, index, length);
        return value == null ? null : new PostgresCell(value);
    }

    @Override
    public EncodedParameter encode(Object value) {
        return ((PostgresParameter) value).encoded();
    }

    @Override
    public EncodedParameter encode(Object value, int oid) {
        return ((PostgresParameter) value).encoded();
    }

    @Override
    public EncodedParameter encodeNull() {
        return PostgresParameter.nullOf(PostgresOid.UNSPECIFIED).encoded();
    }
}
