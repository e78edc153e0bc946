package io.cinnabar.core.driver;

import io.cinnabar.core.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a driver must be handled so that it does what R2DBC says. Thread-safe. */
public interface DriverRules {

    /** Whether the driver works on its caller's thread, and so must be kept off event loops. */
    default boolean blocksItsCaller() {
        return false;
    }

    /**
     * What the driver does on a connection, as it must be used: subscribed to, asked for more and cancelled on a thread
     * of the connection where the driver is not safe for others.
     */
    default <T> Flux<T> placed(Connection connection, Flux<T> work) {
        return work;
    }

    /**
     * The fetch size that is set for a statement that returns rows; 0 sets none.
     *
     * @param requested what was asked for, 0 if nothing was
     * @param hasBinds whether the statement binds values
     */
    default int fetchSize(int requested, boolean hasBinds) {
        return requested;
    }

    /**
     * A statement's text as the driver must be given it, where the driver misreads what the database understands; it
     * means the same to the database.
     */
    default String text(String sql) {
        return sql;
    }

    /**
     * The rows of a statement that are read in bounded memory, with what the connection needs before and after them.
     */
    default <R> Flux<R> streamed(Connection connection, Flux<R> rows) {
        return rows;
    }

    /** Completes if the server answers on the connection, and signals an error if it does not. */
    default Mono<Void> ping(Connection connection) {
        return Mono.from(connection.validate(ValidationDepth.REMOTE))
                .flatMap(isValid -> isValid
                        ? Mono.empty()
                        : Mono.error(new R2dbcNonTransientResourceException("The connection is not valid any more")));
    }

    /** Whether a transaction is open on the connection, whoever began it, as far as the driver knows without asking. */
    default boolean isInTransaction(Connection connection) {
        return !connection.isAutoCommit();
    }

    /**
     * Puts the state of the session back to what it was when the connection was opened: settings, temporary tables,
     * locks, cursors, channels. Emits false where that cannot be done, and the connection must be thrown away.
     */
    default Mono<Boolean> reset(Connection connection) {
        return Mono.just(false);
    }

    /** Begins a transaction. */
    Mono<Void> begin(Connection connection, TransactionOptions options);

    /** Commits the transaction. */
    default Mono<Void> commit(Connection connection) {
        return Mono.from(connection.commitTransaction());
    }

    /** Rolls the transaction back. */
    default Mono<Void> rollback(Connection connection) {
        return Mono.from(connection.rollbackTransaction());
    }

    /** Undoes what {@link #begin} set on the connection, after the transaction was committed or rolled back. */
    default Mono<Void> afterTransaction(Connection connection, TransactionOptions options) {
        return Mono.empty();
    }

    /**
     * Makes the server stop the statements of the connection that run longer than a limit.
     *
     * @param limit the limit, or null for the one that the session had when it was opened
     */
    default Mono<Void> statementTimeout(Connection connection, @Nullable Duration limit) {
        return Mono.from(connection.setStatementTimeout(limit == null ? Duration.ZERO : limit));
    }

    /**
     * Whether the driver's rows may be cancelled, after which it ends the statement without reading the rest, and what
     * is executed next waits for that end. Where it may not, the rest is read and passed over.
     *
     * @param fetchSize the fetch size of the statement, 0 if it has none
     * @param hasBinds whether the statement binds values
     */
    default boolean endsByCancel(int fetchSize, boolean hasBinds) {
        return false;
    }

    /** Completes when the server has answered all that was sent to it. */
    default Mono<Void> settle(Connection connection) {
        return Mono.from(connection.validate(ValidationDepth.REMOTE)).then();
    }

    /** Asks the server to stop what the connection is executing, and completes once the server has heard it. */
    default Mono<Void> cancel(Connection connection) {
        return Mono.empty();
    }

    /**
     * Closes the connection's socket, now and without a word to the server, before the connection itself is closed:
     * where it is in doubt, or does not end in an orderly way.
     */
    default Mono<Void> breakOff(Connection connection) {
        return Mono.empty();
    }

    /** The SQL that gives up a savepoint but keeps its work; the name is quoted already. */
    default String releaseSavepoint(String quotedName) {
        return "RELEASE SAVEPOINT " + quotedName;
    }
}
