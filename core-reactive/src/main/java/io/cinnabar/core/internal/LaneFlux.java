package io.cinnabar.core.internal;

import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A publisher whose work takes its turn on a lane. Cold: each subscription is an operation of its own. Elements are
 * handed on as they are asked for; when another operation waits, the rest is taken into memory, up to a bound.
 *
 * @param <T> the class of an element
 */
final class LaneFlux<T> extends Flux<T> {
    private final Lane lane;
    private final Operation<T> operation;

    /**
     * What is done when the turn comes.
     *
     * @param label what it is, for messages
     * @param work makes the publisher that does the work on the wire
     * @param stop stops what the server executes, when the reader has gone and the rest is long
     * @param maxBuffered how many elements are taken into memory for a waiting operation; 0 makes it fail at once
     */
    record Operation<T>(
            String label, Supplier<? extends Publisher<T>> work, Supplier<Mono<Void>> stop, int maxBuffered) {}

    LaneFlux(Lane lane, Operation<T> operation) {
        this.lane = lane;
        this.operation = operation;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        var turn = new LaneSubscription<>(lane, operation, actual);
        actual.onSubscribe(turn);
        turn.enter();
    }
}
