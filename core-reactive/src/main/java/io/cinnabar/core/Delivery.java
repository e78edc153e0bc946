package io.cinnabar.core;

import io.r2dbc.spi.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A connection that a pool delivers. A cancel that comes after the delivery is not passed on: r2dbc-pool 1.0.2 would
 * take back what it has given, and hand it to the next one while the first still checks it.
 */
final class Delivery extends Mono<Connection> {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");

    private final Publisher<? extends Connection> source;

    Delivery(Publisher<? extends Connection> source) {
        this.source = source;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Connection> actual) {
        source.subscribe(new Receiver(actual));
    }

    private enum State {
        AWAITED,
        DELIVERED,
        CANCELLED
    }

    private static final class Receiver implements CoreSubscriber<Connection>, Subscription {
        private final CoreSubscriber<? super Connection> actual;
        private final AtomicReference<State> state = new AtomicReference<>(State.AWAITED);
        private Subscription upstream = Operators.emptySubscription();

        Receiver(CoreSubscriber<? super Connection> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void request(long elements) {
            upstream.request(elements);
        }

        @Override
        public void cancel() {
            if (state.compareAndSet(State.AWAITED, State.CANCELLED)) {
                upstream.cancel();
            }
        }

        @Override
        public void onNext(Connection connection) {
            if (state.compareAndSet(State.AWAITED, State.DELIVERED)) {
                actual.onNext(connection);
                return;
            }
            Mono.from(connection.close())
                    .subscribe(
                            ignored -> {},
                            failure -> LOG.debug("A connection that came too late could not be given back", failure));
        }

        @Override
        public void onError(Throwable failure) {
            if (state.get() == State.CANCELLED) {
                LOG.debug("After its user had gone, a connection could not be had", failure);
            } else {
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (state.get() != State.CANCELLED) {
                actual.onComplete();
            }
        }
    }
}
