package io.cinnabar.dialect.postgres;

import static java.util.Objects.requireNonNull;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A publisher that is subscribed to, asked for more and cancelled on an event loop, in the order in which that is
 * wanted. Reactor's own operators change the thread even where it is the right one, and would cancel on any.
 *
 * @param <T> the class of an element
 */
final class LoopFlux<T> extends FluxOperator<T, T> {
    private final EventExecutor loop;

    LoopFlux(Flux<T> source, EventExecutor loop) {
        super(source);
        this.loop = loop;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        var reader = new Reader<>(actual, loop);
        execute(loop, () -> {
            try {
                source.subscribe(reader);
            } catch (Throwable thrown) {
                // Reactor lets errors of the JVM through, and the event loop would only log them.
                reader.fail(thrown);
            }
        });
    }

    private static void execute(EventExecutor loop, Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
            return;
        }
        try {
            loop.execute(step);
        } catch (RejectedExecutionException closed) {
            step.run(); // nothing is received any more with which it could meet
        }
    }

    private static final class Reader<T> implements CoreSubscriber<T>, Subscription {
        private final CoreSubscriber<? super T> actual;
        private final EventExecutor loop;
        private @Nullable Subscription upstream;

        Reader(CoreSubscriber<? super T> actual, EventExecutor loop) {
            this.actual = actual;
            this.loop = loop;
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
            Subscription asked = requireNonNull(upstream, "upstream");
            execute(loop, () -> asked.request(elements));
        }

        @Override
        public void cancel() {
            execute(loop, requireNonNull(upstream, "upstream")::cancel);
        }

        @Override
        public void onNext(T element) {
            actual.onNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            actual.onError(failure);
        }

        /** Signals what was thrown instead of signalled. */
        void fail(Throwable thrown) {
            if (upstream == null) {
                Operators.error(actual, thrown);
            } else {
                actual.onError(thrown);
            }
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }
    }
}
