package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** The database, or the driver on its behalf, reported an error. */
public class DatabaseException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    private final transient DatabaseFailure failure;
    private transient @Nullable FailedStatement statement;
    private String details = "";
    private String occasion = "";

    /** An error with its code, what is known of the failure, and what the reader can do about it. */
    public DatabaseException(ErrorCode code, DatabaseFailure failure, String remedy) {
        super(code, failure.describe(remedy), failure.cause());
        this.failure = failure;
    }

    /** An error of which nothing more specific is known. */
    public DatabaseException(DatabaseFailure failure) {
        this(ErrorCode.DATABASE_ERROR, failure, "");
    }

    /** The statement that failed, or null where none was running. */
    public final @Nullable String sql() {
        return failure.sql();
    }

    /** The SQLSTATE, or null where the driver gave none. */
    public final @Nullable String sqlState() {
        return failure.sqlState();
    }

    /** The database's own error number, 0 where it has none. */
    public final int vendorCode() {
        return failure.vendorCode();
    }

    /** The violated constraint, where the database names it. */
    public final @Nullable String constraint() {
        return failure.constraint();
    }

    /** The table concerned, where the database names it. */
    public final @Nullable String table() {
        return failure.table();
    }

    /** The column concerned, where the database names it. */
    public final @Nullable String column() {
        return failure.column();
    }

    /** The values that the constraint has rejected, where the database tells them; they are in no message. */
    public final @Nullable RejectedKey rejectedKey() {
        return failure.key();
    }

    /** What was being executed, or null where no statement was, or only the database knows. */
    public final @Nullable FailedStatement statement() {
        return statement;
    }

    /** Whether the connection was lost, with the transaction that was open on it. */
    public boolean isConnectionLost() {
        return false;
    }

    /**
     * Tells what was being executed, and the words that the message has for it. Only for what executes statements,
     * before it hands the error on.
     */
    public final void describe(FailedStatement failed, String words) {
        statement = failed;
        details = words;
    }

    /**
     * Tells what the statement was a part of, in words that the message ends with. Only for what executes statements on
     * behalf of something else, before it hands the error on.
     */
    public final void during(String words) {
        occasion = words;
    }

    @Override
    public String getMessage() {
        String message = String.valueOf(super.getMessage());
        String more = details + occasion;
        int code = message.lastIndexOf(" [");
        return more.isEmpty() || code < 0 ? message : message.substring(0, code) + more + message.substring(code);
    }
}
