package io.cinnabar.orm.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.ContextView;

/**
 * Lets the operations of a session take turns, in the order in which they are subscribed to, from whatever thread. What
 * an operation does itself, as its Reactor context shows, runs within its turn. Thread-safe.
 */
public final class SessionLane {
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private @Nullable Turn running;
    private long entries;

    /** A lane that is free. */
    public SessionLane() {}

    /** Runs work when it is its turn; the turn ends with the work, and on cancel. */
    public <T> Mono<T> run(Supplier<? extends Mono<T>> work) {
        return Mono.deferContextual(context -> {
            Turn outer = context.getOrDefault(this, null);
            if (outer != null && outer.isRunning()) {
                return work.get();
            }
            return Mono.usingWhen(
                    turn(),
                    turn -> Mono.defer(work).contextWrite(inner -> inner.put(this, turn)),
                    Turn::ended,
                    (turn, failure) -> turn.ended(),
                    Turn::ended);
        });
    }

    /** How many operations have come so far; the same as before if none has come since. */
    public synchronized long entries() {
        return entries;
    }

    /** Whether an operation runs that the context does not belong to, so that another one would have to wait. */
    public boolean isBusyFor(ContextView context) {
        Turn own = context.getOrDefault(this, null);
        synchronized (this) {
            return running != null && running != own;
        }
    }

    private Mono<Turn> turn() {
        return Mono.create(sink -> {
            var turn = new Turn(sink);
            sink.onCancel(turn::end);
            enter(turn);
        });
    }

    private void enter(Turn turn) {
        synchronized (this) {
            entries++;
            if (running != null) {
                waiting.add(turn);
                return;
            }
            running = turn;
        }
        turn.sink.success(turn);
    }

    private void leave(Turn turn) {
        Turn next;
        synchronized (this) {
            if (running != turn) {
                waiting.remove(turn);
                return;
            }
            next = waiting.poll();
            running = next;
        }
        if (next != null) {
            next.sink.success(next);
        }
    }

    /** The right to use the session. */
    private final class Turn {
        private final MonoSink<Turn> sink;

        Turn(MonoSink<Turn> sink) {
            this.sink = sink;
        }

        boolean isRunning() {
            synchronized (SessionLane.this) {
                return running == this;
            }
        }

        Mono<Void> ended() {
            return Mono.fromRunnable(this::end);
        }

        void end() {
            leave(this);
        }
    }
}
