package io.cinnabar.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns that refer to the key of another table, or of the same one. */
public final class ForeignKeyConstraint implements Constraint {
    private final Table table;
    private final @Nullable String givenName;
    private final List<Column<?>> columns;
    private final ForeignKeyTarget target;
    private final ReferentialAction onDelete;
    private final ReferentialAction onUpdate;
    private final boolean deferrable;

    ForeignKeyConstraint(
            Table table,
            @Nullable String givenName,
            List<Column<?>> columns,
            ForeignKeyTarget target,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            boolean deferrable) {
        this.table = table;
        this.givenName = givenName;
        this.columns = ConstraintColumns.checked(table, "foreign key", columns);
        this.target = target;
        this.onDelete = onDelete;
        this.onUpdate = onUpdate;
        this.deferrable = deferrable;
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public String name() {
        if (givenName != null) {
            return givenName;
        }
        String pattern = table.metadata().namingConvention().foreignKey();
        return Objects.requireNonNull(NamingConvention.apply(
                pattern, table, NamingConvention.names(columns), referredTable().name(), 0));
    }

    /** The referring columns. */
    public List<Column<?>> columns() {
        return columns;
    }

    /** The columns referred to, in the order of the referring ones. Signals an error where they do not exist. */
    public List<Column<?>> referredColumns() {
        return target.resolve(table);
    }

    /** The table referred to. */
    public Table referredTable() {
        return referredColumns().get(0).table();
    }

    /** What happens to referring rows when the referenced row is deleted. */
    public ReferentialAction onDelete() {
        return onDelete;
    }

    /** What happens to referring rows when the referenced key changes. */
    public ReferentialAction onUpdate() {
        return onUpdate;
    }

    /** Whether the rule is checked at the end of the transaction: {@code DEFERRABLE INITIALLY DEFERRED}. */
    public boolean isDeferrable() {
        return deferrable;
    }
}
