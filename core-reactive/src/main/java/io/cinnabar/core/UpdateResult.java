package io.cinnabar.core;

import reactor.core.publisher.Mono;

/** What an executed statement without rows gives. Cold: each subscription executes the statement again. */
public final class UpdateResult {
    private final Mono<Long> rowsUpdated;

    UpdateResult(Mono<Long> rowsUpdated) {
        this.rowsUpdated = rowsUpdated;
    }

    /** Emits the number of rows that were inserted, matched or deleted. */
    public Mono<Long> rowsUpdated() {
        return rowsUpdated;
    }

    /** Completes once the statement was executed. */
    public Mono<Void> then() {
        return rowsUpdated.then();
    }
}
