package io.cinnabar.error;

/** The stable codes of Cinnabar's errors; every code has a page under {@code docs/errors}. */
public enum ErrorCode {
    /** A connection URL cannot be read. */
    URL_MALFORMED("ENG-001"),
    /** No dialect or driver on the class path serves the URL's driver name. */
    DIALECT_NOT_FOUND("ENG-002"),
    /** An engine option is out of range or contradicts another one. */
    OPTION_INVALID("ENG-003"),
    /** The engine or the connection was closed before it was used. */
    CLOSED("ENG-004"),
    /** A listener did not answer in time. */
    LISTENER_TIMEOUT("ENG-005"),
    /** A blocking call was made on a thread that must never wait. */
    THREAD_MUST_NOT_WAIT("BLK-001"),
    /** A thread was interrupted while it waited for the database, or before. */
    INTERRUPTED("BLK-002"),
    /** No connection could be opened: refused, unreachable or timed out. */
    CONNECTION_FAILED("CON-001"),
    /** The database refused the user name or the password. */
    AUTHENTICATION_FAILED("CON-002"),
    /** The connection broke while it was in use. */
    CONNECTION_LOST("CON-003"),
    /** No pooled connection became free in time. */
    POOL_TIMEOUT("CON-004"),
    /** The answer to a COMMIT was lost: nobody knows whether it took place. */
    COMMIT_OUTCOME_UNKNOWN("CON-005"),
    /** A transaction or savepoint was used in a state that does not allow it. */
    TRANSACTION_STATE("CON-006"),
    /** A statement was used in a way that its kind does not allow. */
    STATEMENT_MISUSED("SQL-001"),
    /** A statement cannot be compiled: it is incomplete or contradicts itself. */
    COMPILATION_FAILED("SQL-002"),
    /** The dialect cannot express this construct. */
    UNSUPPORTED("SQL-003"),
    /** A column does not belong to the table, row or subquery that it was asked of. */
    COLUMN_NOT_FOUND("SQL-004"),
    /** A column name stands for more than one column. */
    COLUMN_AMBIGUOUS("SQL-005"),
    /** A named parameter has no value. */
    PARAMETER_MISSING("SQL-006"),
    /** A value was given for a parameter that the statement does not have. */
    PARAMETER_UNKNOWN("SQL-007"),
    /** A statement has more bind parameters than the database takes. */
    TOO_MANY_BINDS("SQL-008"),
    /** A statement is nested more deeply than can be compiled. */
    TOO_DEEP("SQL-009"),
    /** A join condition cannot be derived from the foreign keys. */
    JOIN_AMBIGUOUS("SQL-010"),
    /** An identifier is empty, too long or contains a character that cannot be sent. */
    IDENTIFIER_INVALID("SQL-011"),
    /** A statement should return a key or defaults, but there are none. */
    NOTHING_TO_RETURN("SQL-012"),
    /** No condition connects the FROM items of a select. */
    CARTESIAN_PRODUCT("SQL-013"),
    /** A value does not fit its type: wrong class, out of range, or not storable. */
    VALUE_INVALID("TYP-001"),
    /** A value that the database sent cannot be read as the type that was asked for. */
    VALUE_UNREADABLE("TYP-002"),
    /** No Java class is mapped to a SQL type, or no codec exists for a type. */
    TYPE_UNKNOWN("TYP-003"),
    /** A table, column or constraint was declared twice or contradicts itself. */
    SCHEMA_INVALID("SCH-001"),
    /** A foreign key points to a table or column that does not exist. */
    REFERENCE_UNRESOLVED("SCH-002"),
    /** A class is mapped in a way that contradicts itself or the other classes. */
    MAPPING_INVALID("MAP-001"),
    /** A class is used as an entity, but it is not mapped. */
    ENTITY_UNMAPPED("MAP-002"),
    /** A class is annotated with something that the annotation processor does not support. */
    MAPPING_UNSUPPORTED("MAP-003"),
    /** An object has no key yet where one is needed. */
    KEY_MISSING("ORM-001"),
    /** A session was used in a state that does not allow it. */
    SESSION_STATE("ORM-002"),
    /** Something of an object was touched that is not loaded. */
    UNLOADED("ORM-003"),
    /** A session has another object for the same row. */
    IDENTITY_DUPLICATE("ORM-004"),
    /** An object does not belong to the session that it is used with. */
    ENTITY_FOREIGN("ORM-005"),
    /** A row was changed or deleted by somebody else since it was loaded. */
    ENTITY_STALE("ORM-006"),
    /** The key of an object was changed that has a row. */
    KEY_CHANGED("ORM-007"),
    /** A flush failed. */
    FLUSH_FAILED("ORM-008"),
    /** Objects refer to each other in a circle that no order of statements can write. */
    CIRCULAR_DEPENDENCY("ORM-009"),
    /** A load option does not fit the statement. */
    LOAD_OPTION_INVALID("ORM-010"),
    /** The row of an object does not exist any more. */
    ENTITY_GONE("ORM-011"),
    /** Exactly one row was expected and none came. */
    NO_RESULT("RES-001"),
    /** At most one row was expected and more came. */
    MULTIPLE_RESULTS("RES-002"),
    /** A row cannot be mapped to the class that was asked for. */
    ROW_UNMAPPABLE("RES-003"),
    /** A value was NULL where the caller asked for values that cannot be null. */
    UNEXPECTED_NULL("RES-004"),
    /** More rows would have to be held in memory than the engine allows. */
    BUFFER_EXCEEDED("RES-005"),
    /** The database rejected the statement's text. */
    BAD_SQL("DBE-001"),
    /** A unique constraint was violated. */
    UNIQUE_VIOLATION("DBE-002"),
    /** A foreign key was violated. */
    FOREIGN_KEY_VIOLATION("DBE-003"),
    /** A NOT NULL constraint was violated. */
    NOT_NULL_VIOLATION("DBE-004"),
    /** A check constraint was violated. */
    CHECK_VIOLATION("DBE-005"),
    /** Another integrity rule was violated. */
    INTEGRITY_VIOLATION("DBE-006"),
    /** The user may not do this. */
    PERMISSION_DENIED("DBE-007"),
    /** A statement ran longer than its timeout. */
    QUERY_TIMEOUT("DBE-008"),
    /** A serializable transaction could not be serialized. */
    SERIALIZATION_FAILURE("DBE-009"),
    /** The transaction was chosen as the victim of a deadlock. */
    DEADLOCK("DBE-010"),
    /** The database rejected a value. */
    DATA_REJECTED("DBE-011"),
    /** A lock could not be had in time. */
    LOCK_TIMEOUT("DBE-012"),
    /** The query was cancelled on the server. */
    QUERY_CANCELLED("DBE-013"),
    /** An upsert was given two rows for the same key. */
    KEY_REPEATED("DBE-014"),
    /** Another error that the database reported. */
    DATABASE_ERROR("DBE-099");

    private final String id;

    ErrorCode(String id) {
        this.id = id;
    }

    /** The code as it is printed and documented, such as {@code SQL-004}. */
    public String id() {
        return id;
    }

    /** Where the code is explained, relative to the root of the project. */
    public String documentation() {
        return "docs/errors/" + id + ".md";
    }
}
