package io.cinnabar.core.internal;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

/**
 * Signals an error of the JVM that is thrown by what follows, such as a StackOverflowError in a function of the user:
 * Reactor lets it through to whoever emits, and an operator that has counted its rows takes no error any more.
 *
 * @param <T> the class of the element
 */
final class DeliveredMono<T> extends MonoOperator<T, T> {

    DeliveredMono(Mono<? extends T> source) {
        super(source);
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Delivery<>(actual));
    }

    private static final class Delivery<T> implements CoreSubscriber<T> {
        private final CoreSubscriber<? super T> actual;
        private boolean isOver;

        Delivery(CoreSubscriber<? super T> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            actual.onSubscribe(subscription);
        }

        @Override
        public void onNext(T element) {
            try {
                actual.onNext(element);
            } catch (Throwable thrown) {
                isOver = true;
                if (!JvmErrors.signal(currentContext(), thrown)) {
                    actual.onError(thrown);
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!isOver) {
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (!isOver) {
                actual.onComplete();
            }
        }
    }
}
