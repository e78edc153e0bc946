package io.cinnabar.schema;

import org.jspecify.annotations.Nullable;

/** {@code COMMENT ON COLUMN … IS …}. */
public final class SetColumnComment extends SchemaStatement {
    private final Column<?> column;
    private final @Nullable String text;

    /** The statement, of the column; the comment, or null to remove it. */
    public SetColumnComment(Column<?> column, @Nullable String text) {
        this.column = column;
        this.text = text;
    }

    /** The column. */
    public Column<?> column() {
        return column;
    }

    /** The comment, or null to remove it. */
    public @Nullable String text() {
        return text;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitSetColumnComment(this);
    }
}
