package io.cinnabar.core.transaction;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;

/** How far a transaction is kept apart from those beside it. */
public enum IsolationLevel {
    /** Changes of others are seen before they are committed, on databases that can do so. */
    READ_UNCOMMITTED("READ UNCOMMITTED"),
    /** Each statement sees what was committed before it. */
    READ_COMMITTED("READ COMMITTED"),
    /** The whole transaction sees what was committed before its first statement. */
    REPEATABLE_READ("REPEATABLE READ"),
    /** As if transactions ran one after the other; one that could not is refused and can be run again. */
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    IsolationLevel(String sql) {
        this.sql = sql;
    }

    /** The SQL words. */
    public String sql() {
        return sql;
    }

    /** The level of SQL words, in capitals or small letters. Signals an error for one that no constant stands for. */
    public static IsolationLevel of(String sql) {
        for (IsolationLevel level : values()) {
            if (level.sql.equalsIgnoreCase(sql)) {
                return level;
            }
        }
        throw new InvalidRequestException(
                ErrorCode.UNSUPPORTED,
                "The database says that the isolation level is '" + sql + "', which is none of SQL's four.");
    }
}
