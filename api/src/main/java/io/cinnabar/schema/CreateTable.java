package io.cinnabar.schema;

import java.util.List;

/** {@code CREATE TABLE …}. */
public final class CreateTable extends SchemaStatement {
    private final Table table;
    private final boolean ifNotExists;
    private final List<ForeignKeyConstraint> foreignKeys;

    /**
     * The statement, of the table; whether an existing table is left alone; the foreign keys that are created with the
     * table.
     */
    public CreateTable(Table table, boolean ifNotExists, List<ForeignKeyConstraint> foreignKeys) {
        this.table = table;
        this.ifNotExists = ifNotExists;
        this.foreignKeys = foreignKeys;
    }

    /** The table. */
    public Table table() {
        return table;
    }

    /** Whether an existing table is left alone. */
    public boolean ifNotExists() {
        return ifNotExists;
    }

    /** The foreign keys that are created with the table. */
    public List<ForeignKeyConstraint> foreignKeys() {
        return foreignKeys;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitCreateTable(this);
    }
}
