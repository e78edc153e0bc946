package io.cinnabar.core;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.PoolTimeoutException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolShutdownException;

/** Says why no connection could be had. */
final class PoolErrors {
    private final ConnectionSource source;
    private final Checkouts checkouts;

    PoolErrors(ConnectionSource source, Checkouts checkouts) {
        this.source = source;
        this.checkouts = checkouts;
    }

    static CinnabarException closed() {
        return new InvalidRequestException(
                ErrorCode.CLOSED, "The engine was closed. Make a new one with Engine.create(…).");
    }

    CinnabarException translated(Throwable failure, Function<Throwable, CinnabarException> translation) {
        if (failure instanceof CinnabarException known) {
            return known;
        }
        if (failure instanceof PoolShutdownException) {
            return closed();
        }
        if (failure instanceof PoolAcquirePendingLimitException) {
            return new PoolTimeoutException(
                    ErrorCode.POOL_TIMEOUT,
                    "Too many operations wait for a connection already." + state()
                            + " Start fewer at a time, or raise PoolOptions.withMaxPending(…).",
                    failure);
        }
        if (failure instanceof R2dbcTimeoutException || failure instanceof TimeoutException) {
            return late(failure);
        }
        return translation.apply(failure);
    }

    private CinnabarException late(Throwable failure) {
        PoolStatus status = source.status();
        if (status != null && status.acquired() >= status.maxSize()) {
            return new PoolTimeoutException(
                    ErrorCode.POOL_TIMEOUT,
                    "No connection became free in time." + state()
                            + " Look for connections that are held too long, or raise the pool's size or its acquire"
                            + " timeout.",
                    failure);
        }
        return new ConnectionFailedException(
                ErrorCode.CONNECTION_FAILED,
                DatabaseFailure.of("The database did not answer in time", failure),
                "Check the host, the port, and that the database runs.");
    }

    private String state() {
        PoolStatus status = source.status();
        if (status == null) {
            return "";
        }
        String holders = checkouts.describe();
        return " " + status.acquired() + " of " + status.maxSize() + " are in use and " + status.pending()
                + " more operations wait." + (holders.isEmpty() ? "" : " Held longest: " + holders + ".");
    }
}
