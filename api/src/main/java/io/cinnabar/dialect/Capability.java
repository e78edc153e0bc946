package io.cinnabar.dialect;

/** What some databases can do and others cannot; tests and callers ask for these, never for a database's name. */
public enum Capability {
    /** INSERT, UPDATE and DELETE can return rows. */
    RETURNING,
    /** Inserts can change or pass over rows that are there already, told by the columns of a key. */
    UPSERT,
    /** Inserts can pass over any conflict, and tell a key by a constraint, an expression or a partial index. */
    UPSERT_BY_CONSTRAINT,
    /** Statements on the schema take part in transactions. */
    TRANSACTIONAL_DDL,
    /** Columns can be arrays. */
    ARRAYS,
    /** Enum types have names of their own. */
    NAMED_ENUMS,
    /** There are sequences. */
    SEQUENCES,
    /** There are full outer joins. */
    FULL_JOIN,
    /** Indexes can cover some of the rows. */
    PARTIAL_INDEXES,
    /** Indexes can be over expressions. */
    EXPRESSION_INDEXES,
    /** The database can compute the values of columns from those of others. */
    COMPUTED_COLUMNS,
    /** Constraints can be checked at COMMIT. */
    DEFERRABLE_CONSTRAINTS,
    /** In a transaction, rows can be fetched from a cursor in portions, with other statements between them. */
    SERVER_CURSORS,
    /** A running statement can be stopped from outside. */
    CANCEL
}
