package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.LifecycleEvent;
import reactor.core.publisher.Mono;

/** Who hears of a flush, and is waited for within it: an error ends the flush. */
public interface FlushHooks {

    /** A flush is about to find out what has changed. */
    Mono<Void> beforeFlush();

    /** A flush has written what has changed, and objects are as it was written. */
    Mono<Void> afterFlush();

    /** Whether anybody hears of the rows of an object. */
    boolean hears(Object entity);

    /** The row of an object is about to be written, or was written. */
    Mono<Void> tell(LifecycleEvent event, Object entity);
}
