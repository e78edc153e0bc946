package io.cinnabar.core;

import reactor.core.publisher.Mono;

/** What an executed statement without rows gives. Cold: each subscription executes the statement again. */
public final class UpdateResult {
    private final Mono<Long> rowsUpdated;

    UpdateResult(Mono<Long> rowsUpdated) {
        this.rowsUpdated = rowsUpdated;
    }

    /** The result of a toolkit that executes a statement in its own way, such as within a session. */
    public static UpdateResult of(Mono<Long> rowsUpdated) {
        return new UpdateResult(rowsUpdated);
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
