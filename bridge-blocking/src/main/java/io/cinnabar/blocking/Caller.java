package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * On whose behalf threads wait: the Reactor context in which their calls belong to a transaction or to the turn of a
 * session, and how long a call may take. Immutable and thread-safe.
 */
final class Caller {
    /** Belongs to nothing, and waits as long as it takes. */
    static final Caller FREE = new Caller(Context.empty(), null, null, Lease.ENDLESS);

    private final ContextView context;
    private final @Nullable Duration timeout;
    private final @Nullable Deadline deadline;
    private final Lease lease;

    /**
     * A caller.
     *
     * @param timeout how long each call may take, or null
     * @param deadline when all calls must be over, or null
     * @param lease for how long calls may be made
     */
    private Caller(ContextView context, @Nullable Duration timeout, @Nullable Deadline deadline, Lease lease) {
        this.context = context;
        this.timeout = timeout;
        this.deadline = deadline;
        this.lease = lease;
    }

    /** A caller in a Reactor context, as long as a lease lasts. */
    static Caller in(ContextView context, Lease lease) {
        return new Caller(context, null, null, lease);
    }

    /** The same caller, each of whose calls may take so long. */
    Caller withTimeout(Duration allowed) {
        if (allowed.isNegative() || allowed.isZero()) {
            throw new IllegalArgumentException("The timeout must be positive, not " + allowed + ".");
        }
        return new Caller(context, allowed, deadline, lease);
    }

    /** The same caller in the context of a part of its work. */
    private Caller within(ContextView inner, @Nullable Deadline until) {
        return new Caller(inner, timeout, until, lease);
    }

    ContextView context() {
        return context;
    }

    private @Nullable Deadline deadline() {
        return Deadline.earlier(deadline, timeout == null ? null : Deadline.in(timeout));
    }

    /** Waits for an outcome, which is null where the Mono emits nothing. */
    <T> @Nullable T get(Mono<T> work) {
        return interruptibly(work, Ending.CANCELLED);
    }

    /** Waits for an outcome that there is. */
    <T> T one(Mono<T> work) {
        return requireNonNull(get(work), "outcome");
    }

    /** Waits for an outcome that may be none. */
    <T> Optional<T> optional(Mono<T> work) {
        return Optional.ofNullable(get(work));
    }

    /** Waits for all elements. */
    <T> List<T> list(Flux<T> work) {
        return one(work.collectList());
    }

    /** Begins to read elements, which the stream waits for as they are asked for. */
    <T> Stream<T> stream(Flux<T> work, int portion) {
        WaitingThread.check();
        WaitingThread.checkNotInterrupted();
        lease.check();
        return RowReading.begin(work.contextCapture(), context, deadline(), portion);
    }

    /** Waits for a COMMIT. */
    void commit(Mono<Void> work) {
        interruptibly(work, Ending.UNKNOWN);
    }

    /** Waits for what gives something back or undoes it, on an interrupted thread and after the deadline as well. */
    void finish(Mono<Void> work) {
        WaitingThread.check();
        new Call<Void>(context, null, Ending.AWAITED, ignored -> {}).await(work.contextCapture());
    }

    private <T> @Nullable T interruptibly(Mono<T> work, Ending ending) {
        check();
        return new Call<T>(context, deadline(), ending, ignored -> {}).await(work.contextCapture());
    }

    private void check() {
        WaitingThread.check();
        WaitingThread.checkNotInterrupted();
        lease.check();
    }

    /**
     * Waits for work of which a function of the caller is a part.
     *
     * @param operation runs the function, as a Mono, in a transaction or the like
     * @param function is given what the operation provides
     * @param after what an interrupt does when the function has returned
     */
    @SuppressWarnings("NullAway") // null is what the function has returned, and of its type
    <X, T extends @Nullable Object> T call(
            Function<Function<X, Mono<T>>, Mono<T>> operation,
            BiFunction<? super X, Caller, ? extends T> function,
            Ending after) {
        requireNonNull(function, "work");
        check();
        Deadline until = deadline();
        var call = new Call<T>(context, until, Ending.CANCELLED, ignored -> {});
        return call.await(operation
                .apply(provided -> call.running(inner -> function.apply(provided, within(inner, until)), after))
                .contextCapture());
    }

    /** Waits until something is open, which then stays so until it is closed. */
    <X> Held<X> open(Function<Function<X, Mono<Void>>, Mono<Void>> operation) {
        check();
        Mono<Held<X>> opening =
                Held.open(operation, inner -> within(inner, deadline)).contextCapture();
        return requireNonNull(
                new Call<Held<X>>(context, deadline(), Ending.CANCELLED, Held::letGo).await(opening), "opened");
    }
}
