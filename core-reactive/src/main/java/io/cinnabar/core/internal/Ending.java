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
 * @param patience how long the end may take before the server is told to stop
 */
record Ending(@Nullable Mono<Void> settle, Mono<Void> stop, Duration patience) {
    /** Waits for the end, however long it takes: for what is short and must not be broken off, such as COMMIT. */
    static final Ending WAIT = new Ending(null, Mono.empty(), Duration.ofDays(1));
}
