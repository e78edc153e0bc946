package io.cinnabar.schema;

import org.jspecify.annotations.Nullable;

/** {@code COMMENT ON TABLE … IS …}. */
public final class SetTableComment extends SchemaStatement {
    private final Table table;
    private final @Nullable String text;

    /** The statement, of the table; the comment, or null to remove it. */
    public SetTableComment(Table table, @Nullable String text) {
        this.table = table;
        this.text = text;
    }

    /** The table. */
    public Table table() {
        return table;
    }

    /** The comment, or null to remove it. */
    public @Nullable String text() {
        return text;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitSetTableComment(this);
    }
}
