package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/** The next value of a sequence. */
public final class NextValue extends ExpressionNode {
    private final @Nullable String schema;
    private final String sequence;
    private final long increment;

    NextValue(@Nullable String schema, String sequence, long increment) {
        super(1);
        this.schema = schema;
        this.sequence = sequence;
        this.increment = increment;
    }

    /** By how much the numbers of the sequence grow, 0 where that is not known. */
    public long increment() {
        return increment;
    }

    /** The schema of the sequence, or null for the default one. */
    public @Nullable String schema() {
        return schema;
    }

    /** The name of the sequence. */
    public String sequence() {
        return sequence;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitNextValue(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(schema);
        structure.token(sequence);
    }
}
