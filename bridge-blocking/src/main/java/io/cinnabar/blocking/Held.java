package io.cinnabar.blocking;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * Something that reactive work lends to a function, such as a connection, held beyond it until it is closed: the
 * function's Mono completes then.
 *
 * @param <X> the class of what is held
 */
final class Held<X> {
    private final X value;
    private final Caller caller;
    private final MonoSink<Void> end;
    private final Mono<Void> ended;

    private Held(X value, Caller caller, MonoSink<Void> end, Mono<Void> ended) {
        this.value = value;
        this.caller = caller;
        this.end = end;
        this.ended = ended;
    }

    /** Emits what is lent once it is there. */
    static <X> Mono<Held<X>> open(
            Function<Function<X, Mono<Void>>, Mono<Void>> operation, Function<ContextView, Caller> callers) {
        return Mono.create(opened -> {
            Sinks.Empty<Void> ended = Sinks.empty();
            Mono<Void> life = operation.apply(lent -> Mono.deferContextual(inner ->
                    Mono.create(end -> opened.success(new Held<>(lent, callers.apply(inner), end, ended.asMono())))));
            var living = new AtomicReference<@Nullable Disposable>();
            opened.onCancel(() -> {
                Disposable subscribed = living.get();
                if (subscribed != null) {
                    subscribed.dispose();
                }
            });
            living.set(life.contextWrite(opened.contextView())
                    .subscribe(
                            nothing -> {},
                            failure -> {
                                ended.tryEmitError(failure);
                                opened.error(failure);
                            },
                            ended::tryEmitEmpty));
        });
    }

    X value() {
        return value;
    }

    Caller caller() {
        return caller;
    }

    /** Gives it back, and waits for that; does nothing the second time. */
    void close() {
        caller.finish(Mono.defer(() -> {
            letGo();
            return ended;
        }));
    }

    /** Gives it back, without waiting for that. */
    void letGo() {
        end.success();
    }
}
