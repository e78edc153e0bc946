package io.cinnabar.dialect.h2;

import static org.h2.api.ErrorCode.ACCESS_DENIED_TO_CLASS_1;
import static org.h2.api.ErrorCode.ADMIN_RIGHTS_REQUIRED;
import static org.h2.api.ErrorCode.CONCURRENT_UPDATE_1;
import static org.h2.api.ErrorCode.CONNECTION_BROKEN_1;
import static org.h2.api.ErrorCode.DATABASE_CALLED_AT_SHUTDOWN;
import static org.h2.api.ErrorCode.DATABASE_IS_CLOSED;
import static org.h2.api.ErrorCode.DATABASE_IS_READ_ONLY;
import static org.h2.api.ErrorCode.DEADLOCK_1;
import static org.h2.api.ErrorCode.FEATURE_NOT_SUPPORTED_1;
import static org.h2.api.ErrorCode.FILE_CORRUPTED_1;
import static org.h2.api.ErrorCode.IO_EXCEPTION_1;
import static org.h2.api.ErrorCode.IO_EXCEPTION_2;
import static org.h2.api.ErrorCode.LOCK_TIMEOUT_1;
import static org.h2.api.ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1;
import static org.h2.api.ErrorCode.OBJECT_CLOSED;
import static org.h2.api.ErrorCode.OUT_OF_MEMORY;
import static org.h2.api.ErrorCode.STATEMENT_WAS_CANCELED;
import static org.h2.api.ErrorCode.UNKNOWN_DATA_TYPE_1;

import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.core.driver.SqlStateErrorTranslator;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DataException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.DeadlockException;
import io.cinnabar.error.LockTimeoutException;
import io.cinnabar.error.PermissionException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.error.SerializationFailureException;
import io.r2dbc.h2.H2DatabaseExceptionFactory;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.h2.jdbc.JdbcException;
import org.h2.message.DbException;
import org.jspecify.annotations.Nullable;

/**
 * Tells H2's errors by its own numbers, of which most are SQLSTATEs. H2 writes the values of rows and binds into its
 * messages; they are taken out here, and so is the driver's exception where it repeats them.
 */
final class H2ErrorTranslator extends SqlStateErrorTranslator {
    private final IdentifierQuoter quoter;

    H2ErrorTranslator(IdentifierQuoter quoter) {
        this.quoter = quoter;
    }

    @Override
    protected DatabaseFailure failure(Throwable error, @Nullable String sql) {
        SQLException reported = reported(error);
        if (reported == null) {
            return super.failure(error, sql);
        }
        String original = original(reported);
        boolean tellsValues =
                reported instanceof SQLDataException || reported instanceof SQLIntegrityConstraintViolationException;
        H2Message message = H2Message.of(original, reported.getErrorCode(), tellsValues, quoter);
        return new DatabaseFailure(
                message.text(),
                sql,
                reported.getSQLState(),
                reported.getErrorCode(),
                message.constraint(),
                message.table(),
                message.column(),
                message.hidesSomething() ? clean(message.text(), reported, error) : error);
    }

    /** H2's own exception, which the driver wraps, as H2 does in the one that the driver lets through while binding. */
    private static @Nullable SQLException reported(Throwable error) {
        return error.getCause() instanceof SQLException cause ? cause : null;
    }

    private static String original(SQLException reported) {
        String message = reported instanceof JdbcException h2 ? h2.getOriginalMessage() : reported.getMessage();
        return message == null ? reported.getClass().getSimpleName() : message;
    }

    private static Throwable clean(String message, SQLException reported, Throwable error) {
        var clean = new R2dbcDataIntegrityViolationException(message, reported.getSQLState(), reported.getErrorCode());
        clean.setStackTrace(error.getStackTrace());
        return clean;
    }

    @Override
    protected CinnabarException byState(DatabaseFailure failure, Throwable error) {
        return switch (failure.vendorCode()) {
            // At the levels above READ COMMITTED, H2 calls an update that came too late a deadlock as well.
            case DEADLOCK_1 -> new DeadlockException(failure);
            case CONCURRENT_UPDATE_1 -> new SerializationFailureException(failure);
            case LOCK_TIMEOUT_1 -> new LockTimeoutException(failure);
            // Nothing but the timeout stops a statement here, since the driver has no way to.
            case STATEMENT_WAS_CANCELED -> new QueryTimeoutException(failure);
            case ADMIN_RIGHTS_REQUIRED, NOT_ENOUGH_RIGHTS_FOR_1, ACCESS_DENIED_TO_CLASS_1, DATABASE_IS_READ_ONLY ->
                new PermissionException(failure);
            case UNKNOWN_DATA_TYPE_1, FEATURE_NOT_SUPPORTED_1 -> new BadSqlException(failure);
            default -> super.byState(failure, error);
        };
    }

    @Override
    protected CinnabarException withoutState(DatabaseFailure failure, Throwable error) {
        Throwable known = error instanceof DbException inner ? H2DatabaseExceptionFactory.convert(inner) : error;
        if (known.getCause() instanceof SQLDataException) {
            return new DataException(failure);
        }
        if (known instanceof R2dbcBadGrammarException) {
            return new BadSqlException(failure);
        }
        if (failure.sql() == null) {
            return super.withoutState(failure, known);
        }
        if (endsConnection(failure.vendorCode())) {
            return new ConnectionLostException(failure);
        }
        // H2 calls it a connection error too when a setting cannot be changed.
        return known instanceof R2dbcNonTransientResourceException
                ? new DatabaseException(failure)
                : super.withoutState(failure, known);
    }

    private static boolean endsConnection(int code) {
        return switch (code) {
            case CONNECTION_BROKEN_1,
                    OBJECT_CLOSED,
                    DATABASE_IS_CLOSED,
                    DATABASE_CALLED_AT_SHUTDOWN,
                    IO_EXCEPTION_1,
                    IO_EXCEPTION_2,
                    FILE_CORRUPTED_1,
                    OUT_OF_MEMORY -> true;
            default -> false;
        };
    }
}
