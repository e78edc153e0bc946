package io.cinnabar.core.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Signals the errors of the JVM, such as a StackOverflowError in a function of the user, of work that holds a
 * connection. Reactor lets them through to whoever emits, and its operators have often ended before, so that nobody
 * would be told and the connection never given back.
 */
public final class JvmErrors {
    private JvmErrors() {}

    /** Work that ends with an error where one of the JVM is thrown in it. */
    public static <T> Mono<T> signalled(Mono<T> work) {
        return new MonoOperator<T, T>(work) {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                new Guard<T>(actual).subscribeTo(source::subscribe);
            }
        };
    }

    /** Work of many elements that ends with an error where one of the JVM is thrown in it. */
    public static <T> Flux<T> signalled(Flux<T> work) {
        return new FluxOperator<T, T>(work) {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                new Guard<T>(actual).subscribeTo(source::subscribe);
            }
        };
    }

    /**
     * The outcome of an operation, with an error where one of the JVM is thrown behind it. It comes with the end of the
     * operation, when the operators that have gathered it take no error any more, and not all operations belong to
     * work: the connection can be one that its user closes by hand.
     */
    public static <T> Mono<T> delivered(Mono<T> outcome) {
        return new DeliveredMono<>(outcome);
    }

    /** Ends the work that an operation belongs to with an error; says whether it belongs to any. */
    static boolean signal(ContextView context, Throwable thrown) {
        Guard<?> guard = context.getOrDefault(Guard.class, null);
        if (guard == null) {
            return false;
        }
        guard.fail(thrown);
        return true;
    }

    private interface Source<T> {
        void subscribe(CoreSubscriber<? super T> subscriber);
    }

    /** Stands between work and what gives its connection back. */
    private static final class Guard<T> implements CoreSubscriber<T>, Subscription {
        private final CoreSubscriber<? super T> actual;
        private final Context context;
        private final AtomicBoolean hasEnded = new AtomicBoolean();
        private volatile Subscription upstream = Operators.emptySubscription();

        Guard(CoreSubscriber<? super T> actual) {
            this.actual = actual;
            this.context = actual.currentContext().put(Guard.class, this);
        }

        void subscribeTo(Source<T> source) {
            try {
                source.subscribe(this);
            } catch (Throwable thrown) {
                fail(thrown);
            }
        }

        void fail(Throwable thrown) {
            if (hasEnded.compareAndSet(false, true)) {
                upstream.cancel();
                if (upstream == Operators.emptySubscription()) {
                    Operators.error(actual, thrown);
                } else {
                    actual.onError(thrown);
                }
            }
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T element) {
            if (!hasEnded.get()) {
                actual.onNext(element);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (hasEnded.compareAndSet(false, true)) {
                actual.onError(failure);
            } else {
                Operators.onErrorDropped(failure, context);
            }
        }

        @Override
        public void onComplete() {
            if (hasEnded.compareAndSet(false, true)) {
                actual.onComplete();
            }
        }

        @Override
        public void request(long elements) {
            try {
                upstream.request(elements);
            } catch (Throwable thrown) {
                fail(thrown);
            }
        }

        @Override
        public void cancel() {
            upstream.cancel();
        }
    }
}
