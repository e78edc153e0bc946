package io.cinnabar.core.driver;

import io.cinnabar.core.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;

/** How a driver must be handled so that it does what R2DBC says. Thread-safe. */
public interface DriverRules {

    /** Whether the driver works on its caller's thread, and so must be kept off event loops. */
    default boolean blocksItsCaller() {
        return false;
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

    /** Begins a transaction. */
    Mono<Void> begin(Connection connection, TransactionOptions options);

    /** Asks the server to stop what the connection is executing, and completes once the server has heard it. */
    default Mono<Void> cancel(Connection connection) {
        return Mono.empty();
    }

    /** The SQL that gives up a savepoint but keeps its work; the name is quoted already. */
    default String releaseSavepoint(String quotedName) {
        return "RELEASE SAVEPOINT " + quotedName;
    }
}
