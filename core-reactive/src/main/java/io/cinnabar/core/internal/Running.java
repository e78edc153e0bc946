package io.cinnabar.core.internal;

import org.reactivestreams.Publisher;

/**
 * Work on the wire.
 *
 * @param publisher does the work and emits what comes of it
 * @param ending how it is ended early
 * @param <T> the class of an element
 */
record Running<T>(Publisher<T> publisher, Ending ending) {}
