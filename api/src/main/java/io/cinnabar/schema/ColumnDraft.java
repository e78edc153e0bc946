package io.cinnabar.schema;

import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.ExpressionNode;
import org.jspecify.annotations.Nullable;

/** Collects the options of a column while it is constructed. */
final class ColumnDraft {
    boolean primaryKey;
    boolean nullable = true;
    boolean unique;
    boolean indexed;

    @Nullable
    Identity identity;

    @Nullable
    ExpressionNode serverDefault;

    @Nullable
    ExpressionNode computed;

    @Nullable
    ColumnDefault insertDefault;

    @Nullable
    ColumnDefault updateDefault;

    @Nullable
    String comment;

    @Nullable
    Reference reference;

    /** A column-level foreign key. */
    record Reference(ForeignKeyTarget target, ReferentialAction onDelete, ReferentialAction onUpdate) {}
}
