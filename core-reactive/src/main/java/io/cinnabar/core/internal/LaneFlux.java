package io.cinnabar.core.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

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
     * @param work starts the work
     * @param maxBuffered how many elements are taken into memory for a waiting operation; 0 makes it fail at once
     * @param isClosing whether it ends the connection
     * @param scope the transaction or savepoint that it belongs to, unless the context names one within it; or null
     */
    record Operation<T>(
            Supplier<String> label,
            Work<T> work,
            int maxBuffered,
            boolean isClosing,
            @Nullable Scope scope) {}

    /** Who takes the elements. */
    interface Reader {
        /** Whether it takes all elements at once, and does not ask for them in portions. */
        boolean takesAll();

        /** Whether it does not want any more. */
        boolean hasGone();
    }

    /** Starts work on the wire. */
    interface Work<T> {
        /** Starts the work for a reader. */
        Running<T> start(Reader reader);
    }

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
