package io.cinnabar.core.driver;

import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DataException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.DeadlockException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.IntegrityException;
import io.cinnabar.error.LockTimeoutException;
import io.cinnabar.error.NotNullViolationException;
import io.cinnabar.error.PermissionException;
import io.cinnabar.error.QueryCancelledException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.UniqueViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells errors by their SQLSTATE; a dialect overrides what its database says more of. */
public class SqlStateErrorTranslator implements ErrorTranslator {

    /** A translator by the states of the standard. */
    public SqlStateErrorTranslator() {}

    @Override
    public final CinnabarException translate(Throwable error, @Nullable String sql) {
        if (error instanceof CinnabarException translated) {
            return translated;
        }
        return byState(failure(error, sql), error);
    }

    /** What is known of an error. */
    protected DatabaseFailure failure(Throwable error, @Nullable String sql) {
        String state = error instanceof R2dbcException r2dbc ? r2dbc.getSqlState() : null;
        int code = error instanceof R2dbcException r2dbc ? r2dbc.getErrorCode() : 0;
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return new DatabaseFailure(message, sql, state, code, null, null, null, error);
    }

    /** The error of a failure, told by its SQLSTATE. */
    protected CinnabarException byState(DatabaseFailure failure, Throwable error) {
        String state = failure.sqlState();
        if (state == null || state.length() != 5) {
            return withoutState(failure, error);
        }
        return switch (state) {
            case "23505", "23001" -> new UniqueViolationException(failure);
            case "23503", "23506" -> new ForeignKeyViolationException(failure);
            case "23502" -> new NotNullViolationException(failure);
            case "23513", "23514" -> new CheckViolationException(failure);
            case "40001" -> new SerializationFailureException(failure);
            case "40P01" -> new DeadlockException(failure);
            case "42501", "25006" -> new PermissionException(failure);
            case "55P03" -> new LockTimeoutException(failure);
            case "57014" -> new QueryCancelledException(failure);
            default -> byClass(state.substring(0, 2), failure, error);
        };
    }

    private CinnabarException byClass(String stateClass, DatabaseFailure failure, Throwable error) {
        return switch (stateClass) {
            case "08" -> lostOrRefused(failure, error);
            case "21", "42", "07", "26", "3D", "3F" -> new BadSqlException(failure);
            case "22" -> new DataException(failure);
            case "23" -> new IntegrityException(failure);
            case "28" -> authentication(failure);
            case "40" -> new SerializationFailureException(failure);
            default -> withoutState(failure, error);
        };
    }

    /** The error of a failure without a SQLSTATE that says more. */
    protected CinnabarException withoutState(DatabaseFailure failure, Throwable error) {
        if (error instanceof R2dbcTimeoutException) {
            return new QueryTimeoutException(failure);
        }
        if (error instanceof R2dbcNonTransientResourceException
                || error instanceof R2dbcTransientResourceException
                || error instanceof IOException) {
            return lostOrRefused(failure, error);
        }
        return new DatabaseException(failure);
    }

    private static CinnabarException lostOrRefused(DatabaseFailure failure, Throwable error) {
        return failure.sql() == null ? refused(failure, error) : new ConnectionLostException(failure);
    }

    /** The error of a connection that could not be opened. */
    protected static ConnectionFailedException refused(DatabaseFailure failure, Throwable error) {
        return new ConnectionFailedException(
                ErrorCode.CONNECTION_FAILED,
                failure,
                "No connection to the database could be opened. Check the host, the port, and that the database runs.");
    }

    /** The error of credentials that the database refused. */
    protected static ConnectionFailedException authentication(DatabaseFailure failure) {
        return new ConnectionFailedException(
                ErrorCode.AUTHENTICATION_FAILED, failure, "Check the user name and the password.");
    }
}
