package io.cinnabar.dialect.postgres;

import io.cinnabar.core.driver.SqlStateErrorTranslator;
import io.cinnabar.dialect.postgres.codec.PostgresParameter;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.QueryCancelledException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.error.RejectedKey;
import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes Cinnabar's errors of PostgreSQL's, with the names of constraint, table and column but without the row's values.
 */
final class PostgresErrorTranslator extends SqlStateErrorTranslator {
    /** What the driver says where the server sent no SQLSTATE. */
    private static final String NO_STATE = "99999";

    /** Rejected values, which the server repeats in its message: between quotes, at the end or in the middle. */
    private static final Set<String> STATES_WITH_VALUES = Set.of("22003", "22007", "22008", "22P02", "22P03");

    /** {@code Key (user_id, place)=(5, 1) already exists.} */
    private static final Pattern KEY = Pattern.compile("\\(([^()]+)\\)=\\((.*)\\)", Pattern.DOTALL);

    private static final String AFTER_FAILURE =
            "An earlier statement of the transaction failed, or the columns of a table changed under a statement that"
                    + " was prepared before. Roll back and run the transaction again, or put what may fail into a"
                    + " savepoint.";

    private static final String UNSUPPORTED =
            "PostgreSQL cannot do this; where it speaks of a cached plan, the columns of a table changed under the"
                    + " statement, and the transaction can be run again.";

    @Override
    protected DatabaseFailure failure(Throwable error, @Nullable String sql) {
        DatabaseFailure known = super.failure(error, sql);
        if (!(error instanceof PostgresqlException postgres)) {
            return known;
        }
        ErrorDetails details = postgres.getErrorDetails();
        String message = message(known, details);
        boolean isHidden = STATES_WITH_VALUES.contains(String.valueOf(known.sqlState()));
        return new DatabaseFailure(
                message,
                sql,
                known.sqlState(),
                known.vendorCode(),
                details.getConstraintName().orElse(null),
                details.getTableName().orElse(null),
                details.getColumnName().orElse(null),
                details.getDetail().map(PostgresErrorTranslator::key).orElse(null),
                isHidden ? clean(message, known, error) : error);
    }

    /**
     * The key that a constraint has rejected; in whatever language, the detail has its columns and values like this.
     */
    private static @Nullable RejectedKey key(String detail) {
        Matcher matcher = KEY.matcher(detail);
        return matcher.find() ? new RejectedKey(List.of(matcher.group(1).split(", ")), matcher.group(2)) : null;
    }

    /** Stands for the driver's error, which repeats the value. */
    private static Throwable clean(String message, DatabaseFailure known, Throwable error) {
        var clean = new R2dbcDataIntegrityViolationException(message, known.sqlState(), known.vendorCode());
        clean.setStackTrace(error.getStackTrace());
        return clean;
    }

    /** The server's message and, for a wrong name, its hint. Its detail is left out: it holds the values of the row. */
    private static String message(DatabaseFailure known, ErrorDetails details) {
        String state = known.sqlState() == null ? NO_STATE : known.sqlState();
        if (STATES_WITH_VALUES.contains(state)) {
            return withoutValue(known.message());
        }
        String hint = details.getHint().orElse("");
        return state.startsWith("42") && !hint.isEmpty() ? known.message() + ". " + hint : known.message();
    }

    private static String withoutValue(String message) {
        int first = message.indexOf('"');
        int last = message.lastIndexOf('"');
        return first == last ? message : message.substring(0, first) + "\"…\"" + message.substring(last + 1);
    }

    @Override
    protected CinnabarException byState(DatabaseFailure failure, Throwable error) {
        String state = failure.sqlState() == null ? NO_STATE : failure.sqlState();
        return switch (state) {
            case "23001" -> new ForeignKeyViolationException(failure); // ON DELETE RESTRICT, from PostgreSQL 18 on
            case "57014" ->
                isTimeout(failure) ? new QueryTimeoutException(failure) : new QueryCancelledException(failure);
            case "25P03", "25P04", "57P01", "57P02", "57P04", "57P05" -> new ConnectionLostException(failure);
            case "57P03" ->
                unconnected(ErrorCode.CONNECTION_FAILED, failure, "The server is starting or stopping; try again.");
            case "53300" ->
                unconnected(
                        ErrorCode.CONNECTION_FAILED,
                        failure,
                        "The server has no connection left: make the pools of all its clients smaller, or raise"
                                + " max_connections.");
            case "28000" ->
                unconnected(
                        ErrorCode.AUTHENTICATION_FAILED,
                        failure,
                        "Check the user name, and what the server's pg_hba.conf says of this user, database, host"
                                + " and of encryption (option sslMode).");
            case "3D000" -> failure.sql() == null ? withoutDatabase(failure) : super.byState(failure, error);
            case "21000" -> isRepeatedKey(failure) ? repeatedKey(failure) : super.byState(failure, error);
            case "25P02" -> new DatabaseException(ErrorCode.TRANSACTION_STATE, failure, AFTER_FAILURE);
            case "0A000" -> new DatabaseException(ErrorCode.DATABASE_ERROR, failure, UNSUPPORTED);
            case NO_STATE -> withoutState(failure, error);
            default -> super.byState(failure, error);
        };
    }

    /** The same state is that of a subquery with too many rows; the words of SQL stay in every language. */
    private static boolean isRepeatedKey(DatabaseFailure failure) {
        return failure.message().contains("ON CONFLICT DO UPDATE");
    }

    private static DatabaseException repeatedKey(DatabaseFailure failure) {
        return new DatabaseException(
                ErrorCode.KEY_REPEATED,
                failure,
                "Two rows of the statement have the same key, and a row can be changed only once by one statement. Keep"
                        + " one row for each key, the last one for example, or send the rows one by one.");
    }

    /** The server says so in its message only, in the language of its lc_messages. */
    private static boolean isTimeout(DatabaseFailure failure) {
        return failure.message().contains("statement timeout");
    }

    private static ConnectionFailedException unconnected(ErrorCode code, DatabaseFailure failure, String remedy) {
        return new ConnectionFailedException(code, failure, remedy);
    }

    private static ConnectionFailedException withoutDatabase(DatabaseFailure failure) {
        return unconnected(
                ErrorCode.CONNECTION_FAILED, failure, "Create the database, or correct its name in the URL.");
    }

    @Override
    protected CinnabarException withoutState(DatabaseFailure failure, Throwable error) {
        if (error instanceof PostgresqlException && !NO_STATE.equals(failure.sqlState())) {
            // The driver has an exception for lost resources for every state that it does not know, such as P0001.
            return new DatabaseException(failure);
        }
        if (error instanceof R2dbcRollbackException) {
            return new DatabaseException(
                    ErrorCode.TRANSACTION_STATE,
                    failure,
                    "A statement of the transaction had failed and its error was passed over, so that nothing was"
                            + " committed. Let the error through, or put what may fail into a savepoint.");
        }
        if (error instanceof IllegalArgumentException
                && failure.message().contains(PostgresParameter.class.getName())) {
            return new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "The connection was opened without Cinnabar's codec, so that values cannot be bound. Leave the"
                            + " driver's option autodetectExtensions on, or pass a PostgresCodecRegistrar to"
                            + " PostgresqlConnectionConfiguration.Builder.extendWith.",
                    error);
        }
        return super.withoutState(failure, error);
    }
}
