package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an error that the database or its driver reported.
 *
 * @param message the database's own words
 * @param sql the statement that failed, shortened, or null where none was running
 * @param sqlState the SQLSTATE, or null where the driver gave none
 * @param vendorCode the database's own error number, 0 where it has none
 * @param constraint the violated constraint, where the database names it
 * @param table the table concerned, where the database names it
 * @param column the column concerned, where the database names it
 * @param key the values that the constraint has rejected, where the database tells them
 * @param cause the driver's exception
 */
public record DatabaseFailure(
        String message,
        @Nullable String sql,
        @Nullable String sqlState,
        int vendorCode,
        @Nullable String constraint,
        @Nullable String table,
        @Nullable String column,
        @Nullable RejectedKey key,
        @Nullable Throwable cause) {

    private static final int SHOWN_SQL = 2_000;

    /** A failure of which the database does not tell rejected values. */
    public DatabaseFailure(
            String message,
            @Nullable String sql,
            @Nullable String sqlState,
            int vendorCode,
            @Nullable String constraint,
            @Nullable String table,
            @Nullable String column,
            @Nullable Throwable cause) {
        this(message, sql, sqlState, vendorCode, constraint, table, column, null, cause);
    }

    /** A failure of which only the message and the cause are known. */
    public static DatabaseFailure of(String message, @Nullable Throwable cause) {
        return new DatabaseFailure(message, null, null, 0, null, null, null, cause);
    }

    /** The same failure with the statement that was running. */
    public DatabaseFailure withSql(@Nullable String statement) {
        return new DatabaseFailure(message, statement, sqlState, vendorCode, constraint, table, column, key, cause);
    }

    /** The message of the exception: what failed, the remedy, and the SQL, shortened. */
    String describe(String remedy) {
        var text = new StringBuilder(message);
        if (text.length() > 0 && text.charAt(text.length() - 1) != '.') {
            text.append('.');
        }
        if (!remedy.isEmpty()) {
            text.append(' ').append(remedy);
        }
        if (sql != null) {
            text.append(" SQL: ").append(sql.length() <= SHOWN_SQL ? sql : sql.substring(0, SHOWN_SQL) + "…");
        }
        return text.toString();
    }
}
