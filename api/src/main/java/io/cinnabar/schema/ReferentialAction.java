package io.cinnabar.schema;

/** What happens to referring rows when the referenced row is deleted or its key changes. */
public enum ReferentialAction {
    /** The database refuses, at the end of the statement or transaction. */
    NO_ACTION("NO ACTION"),
    /** The database refuses at once. */
    RESTRICT("RESTRICT"),
    /** The referring rows follow. */
    CASCADE("CASCADE"),
    /** The referring columns become NULL. */
    SET_NULL("SET NULL"),
    /** The referring columns get their default. */
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    ReferentialAction(String sql) {
        this.sql = sql;
    }

    /** The SQL words. */
    public String sql() {
        return sql;
    }
}
