package io.cinnabar.sql;

import io.cinnabar.type.SqlType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A value that is written into the SQL text, escaped by the dialect; part of the statement's structure. */
public final class Literal extends ExpressionNode {
    private final @Nullable Object value;
    private final SqlType<?> type;

    Literal(@Nullable Object value, SqlType<?> type) {
        super(1);
        this.value = value instanceof byte[] bytes ? bytes.clone() : value; // the text must not change behind the key
        this.type = type;
    }

    /** The value, which is rendered into the SQL text. */
    public @Nullable Object value() {
        return value;
    }

    /** The type that decides how the value is written. */
    public SqlType<?> type() {
        return type;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitLiteral(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        structure.token(type);
    }
}
