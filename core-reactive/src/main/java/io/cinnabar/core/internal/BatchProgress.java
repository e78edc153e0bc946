package io.cinnabar.core.internal;

import io.r2dbc.spi.Result;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;

/**
 * How far a statement has come that the driver sends again for each row of binds. A driver may report an error with the
 * result of its row, or in place of it, when the results before it have not been read yet.
 */
final class BatchProgress {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private volatile boolean hasFailedWithin;

    /** The numbers of rows that were changed, one for each row of binds. */
    Flux<Long> read(Flux<? extends Result> results) {
        return results.doOnNext(result -> begun.incrementAndGet())
                .concatMap(
                        result -> Flux.from(result.getRowsUpdated())
                                .doOnNext(changed -> read.incrementAndGet())
                                .doOnError(failure -> hasFailedWithin = true),
                        1);
    }

    /** How many rows came before the one at which it failed. */
    int rowsBeforeFailure() {
        return hasFailedWithin ? read.get() : begun.get();
    }
}
