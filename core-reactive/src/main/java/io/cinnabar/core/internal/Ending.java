package io.cinnabar.core.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How an operation is ended whose reader has gone.
 *
 * @param settle completes when the wire is free after the driver's publisher was cancelled; null where it must not be
 *     cancelled, but read to its end
 * @param stop tells the server to stop what it executes; empty where it must not be stopped
 * @param patience how long the end may take before the server is told to stop; null for what must not be broken off,
 *     such as COMMIT
 * @param giveUp what is done if all that takes too long
 */
record Ending(
        @Nullable Mono<Void> settle,
        Mono<Void> stop,
        @Nullable Duration patience,
        GiveUp giveUp) {

    /**
     * Breaks the connection off when it does not come to rest.
     *
     * @param deadline how long it is waited for
     * @param destroy breaks it off
     */
    record GiveUp(Duration deadline, Mono<Void> destroy) {}

    /** Whether the operation must be waited for, however unwanted its outcome is. */
    boolean isWaitedFor() {
        return patience == null;
    }
}
