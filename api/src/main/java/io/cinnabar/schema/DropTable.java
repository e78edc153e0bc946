package io.cinnabar.schema;

/** {@code DROP TABLE …}. */
public final class DropTable extends SchemaStatement {
    private final Table table;
    private final boolean ifExists;

    /** The statement, of the table; whether a missing table is no error. */
    public DropTable(Table table, boolean ifExists) {
        this.table = table;
        this.ifExists = ifExists;
    }

    /** The table. */
    public Table table() {
        return table;
    }

    /** Whether a missing table is no error. */
    public boolean ifExists() {
        return ifExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitDropTable(this);
    }
}
