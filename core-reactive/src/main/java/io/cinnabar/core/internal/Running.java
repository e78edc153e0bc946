package io.cinnabar.core.internal;

import io.cinnabar.error.CinnabarException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Work on the wire.
 *
 * @param publisher does the work and emits what comes of it
 * @param ending how it is ended early
 * @param silence how long the server may leave it without an answer, or null for any time
 * @param <T> the class of an element
 */
record Running<T>(
        Publisher<T> publisher, Ending ending, @Nullable Silence silence) {

    /**
     * A limit to the time without an answer. The server keeps its own limits; this one is for a server that does not.
     *
     * @param limit how long the server may be silent while something is asked of it
     * @param excusedUntil the {@link System#nanoTime()} until which something else than the server was waited for
     * @param verdict the error when it was silent for longer, and the connection was broken off
     */
    record Silence(Duration limit, LongSupplier excusedUntil, Supplier<CinnabarException> verdict) {}
}
