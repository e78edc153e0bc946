package io.cinnabar.tests.reliability;

import static java.util.Objects.requireNonNull;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Numbers every signal of the publishers of a driver, and of others on request: what it wraps behaves as before, and
 * whoever observes the recorder can act just before a signal is passed on or just after. Thread-safe.
 */
public final class SignalRecorder {
    private static final Observer NOBODY = new Observer() {};

    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();
    private volatile Observer observer = NOBODY;
    private volatile boolean isRecording;

    /** Hears of each signal, on the thread that it comes on. */
    public interface Observer {
        /** The signal is about to be passed on. */
        default void before(Signal signal) {}

        /** The signal was passed on, and all that it set off on its thread has happened. */
        default void after(Signal signal) {}
    }

    /** Forgets what was recorded, counts from 1 again, and tells another observer. */
    public void start(Observer newObserver) {
        signals.clear();
        count.set(0);
        observer = newObserver;
        isRecording = true;
    }

    /** Records no more. */
    public void stop() {
        isRecording = false;
        observer = NOBODY;
    }

    /** What was recorded since the start, in order. */
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** Whether a signal of a kind and source was recorded since the start. */
    public boolean saw(Signal.Kind kind, String source) {
        return signals.stream()
                .anyMatch(signal -> signal.kind() == kind && signal.source().equals(source));
    }

    /** A factory whose connections, statements and results are recorded. */
    public ConnectionFactory recorded(ConnectionFactory factory) {
        return new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return Mono.fromDirect(publisher("ConnectionFactory.create", factory.create()));
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return factory.getMetadata();
            }
        };
    }

    /** A publisher whose signals are recorded under a name. */
    public <T> Flux<T> recorded(String source, Publisher<T> publisher) {
        return Flux.from(publisher(source, publisher));
    }

    private <T> Publisher<T> publisher(String source, Publisher<T> publisher) {
        return subscriber ->
                signal(Signal.Kind.SUBSCRIBE, source, () -> publisher.subscribe(new Recording<>(source, subscriber)));
    }

    private void signal(Signal.Kind kind, String source, Runnable passing) {
        if (!isRecording) {
            passing.run();
            return;
        }
        var signal = new Signal(count.incrementAndGet(), kind, source);
        signals.add(signal);
        Observer told = observer;
        told.before(signal);
        passing.run();
        told.after(signal);
    }

    @SuppressWarnings("unchecked") // a proxy of all interfaces of R2DBC that the value has
    private <T> T wrapped(T value) {
        boolean isKnown = value instanceof Connection
                || value instanceof Statement
                || value instanceof Result
                || value instanceof Batch;
        if (!isKnown || Proxy.isProxyClass(value.getClass())) {
            return value;
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(Wrapped.class));
        for (Class<?> each = value.getClass(); each != null; each = each.getSuperclass()) {
            collect(each.getInterfaces(), interfaces);
        }
        return (T) Proxy.newProxyInstance(
                SignalRecorder.class.getClassLoader(),
                interfaces.toArray(Class<?>[]::new),
                (proxy, method, arguments) -> call(value, proxy, method, arguments));
    }

    private static void collect(Class<?>[] interfaces, Set<Class<?>> found) {
        for (Class<?> each : interfaces) {
            if (each.getPackageName().equals("io.r2dbc.spi")) {
                found.add(each);
            }
            collect(each.getInterfaces(), found);
        }
    }

    private @Nullable Object call(Object target, Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("unwrap")) {
            return arguments == null ? target : unwrapped(target, (Class<?>) requireNonNull(arguments[0]));
        }
        if (method.getName().equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
        if (result == target) {
            return proxy;
        }
        String source = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        if (result instanceof Mono<?> mono) {
            return Mono.fromDirect(publisher(source, mono));
        }
        if (result instanceof Publisher<?> publisher) {
            return Flux.from(publisher(source, publisher));
        }
        return result == null ? null : wrapped(result);
    }

    private static @Nullable Object unwrapped(Object target, Class<?> wanted) {
        if (wanted.isInstance(target)) {
            return target;
        }
        return target instanceof Wrapped<?> wrapped ? wrapped.unwrap(wanted) : null;
    }

    private final class Recording<T> implements CoreSubscriber<T>, Subscription {
        private final String source;
        private final Subscriber<? super T> actual;
        private @Nullable Subscription upstream;

        Recording(String source, Subscriber<? super T> actual) {
            this.source = source;
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual instanceof CoreSubscriber<?> core ? core.currentContext() : Context.empty();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T element) {
            signal(Signal.Kind.NEXT, source, () -> actual.onNext(wrapped(element)));
        }

        @Override
        public void onError(Throwable failure) {
            signal(Signal.Kind.ERROR, source, () -> actual.onError(failure));
        }

        @Override
        public void onComplete() {
            signal(Signal.Kind.COMPLETE, source, actual::onComplete);
        }

        @Override
        public void request(long elements) {
            Subscription target = upstream;
            if (target != null) {
                signal(Signal.Kind.REQUEST, source, () -> target.request(elements));
            }
        }

        @Override
        public void cancel() {
            Subscription target = upstream;
            if (target != null) {
                signal(Signal.Kind.CANCEL, source, target::cancel);
            }
        }
    }
}
