package io.cinnabar.core.internal;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The order of the operations on one connection: each starts when those before it have left the wire, from whatever
 * thread they come. While a transaction or savepoint is open, only what belongs to it has a turn; what is foreign to it
 * waits for its end. Thread-safe.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.sql");

    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private final Duration patience;
    private @Nullable Turn current;
    /** What was on the wire last; not the operation itself, which holds its reader. */
    private @Nullable Supplier<String> last;

    private @Nullable Scope scope;
    private long idleSince = System.nanoTime();

    /**
     * A lane on which nothing has been done.
     *
     * @param patience how long an operation waits for a transaction in which nothing is done
     */
    Lane(Duration patience) {
        this.patience = patience;
    }

    /** Adds an operation behind those that are there. */
    void enter(Turn turn) {
        Scope ofTurn = turn.scope();
        if (ofTurn != null && ofTurn.isEnded() && !turn.isClosing()) {
            turn.refuse(ended(turn, ofTurn));
            return;
        }
        Turn holder;
        boolean isForeign;
        synchronized (waiting) {
            waiting.add(turn);
            holder = current;
            isForeign = !belongs(turn);
        }
        if (isForeign && !turn.isClosing()) {
            watch(turn);
        } else if (holder != null) {
            CinnabarException refusal = holder.makeWay(turn);
            if (refusal != null && withdraw(turn)) {
                turn.refuse(refusal);
                return;
            }
        }
        advance();
    }

    private boolean belongs(Turn turn) {
        return scope == null || turn.scope() == scope;
    }

    private static CinnabarException ended(Turn turn, Scope scope) {
        return new InvalidRequestException(
                ErrorCode.TRANSACTION_STATE,
                "'" + turn.label() + "' came after its " + scope.label()
                        + " had ended. Keep everything that belongs to it inside the function that was given the"
                        + " connection, and return what it waits for.");
    }

    /** A foreign operation must not wait for a transaction that waits for it. */
    private void watch(Turn turn) {
        // Weak, as one that had its turn or has gone would else be held, with its reader, until the patience is over.
        var watched = new WeakReference<>(turn);
        Mono.delay(patience)
                .subscribe(tick -> giveUp(watched.get()), failure -> LOG.warn("Cannot watch an operation", failure));
    }

    private void giveUp(@Nullable Turn turn) {
        Scope owner;
        boolean isIdle;
        synchronized (waiting) {
            owner = scope;
            if (turn == null || owner == null || belongs(turn) || !waiting.contains(turn)) {
                return;
            }
            Duration idle = idle();
            isIdle = idle != null && idle.compareTo(patience) >= 0;
        }
        if (!isIdle) {
            watch(turn);
        } else if (withdraw(turn)) {
            turn.refuse(foreign(turn, owner));
        }
    }

    private CinnabarException foreign(Turn turn, Scope owner) {
        return new InvalidRequestException(
                ErrorCode.TRANSACTION_STATE,
                "'" + turn.label() + "' has waited for " + patience.toMillis() + " ms for the " + owner.label()
                        + " on its connection to end, in which nothing was done meanwhile; the last was '" + activity()
                        + "'. If it belongs to the " + owner.label()
                        + ", run it on the connection that the function was given, or keep the Reactor context; if not,"
                        + " run it on another connection.");
    }

    /** From now on only what belongs to a scope has a turn. To be called by the operation that has the turn. */
    void open(Scope inner) {
        synchronized (waiting) {
            scope = inner;
        }
    }

    /** The scope has ended, and what is within it. To be called by the operation that has the turn. */
    void end(Scope ended) {
        synchronized (waiting) {
            for (Scope open = scope; open != null && scope != ended.outer(); open = open.outer()) {
                open.end();
                scope = open.outer();
            }
        }
        refuseEnded(ended);
    }

    /** Whether one of the scopes that are open is a savepoint. */
    boolean isInSavepoint() {
        synchronized (waiting) {
            for (Scope open = scope; open != null; open = open.outer()) {
                if (open.label().equals(Scope.SAVEPOINT)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** All scopes have ended with the connection. */
    void endAll() {
        synchronized (waiting) {
            for (Scope open = scope; open != null; open = open.outer()) {
                open.end();
            }
            scope = null;
        }
    }

    /** What came into a scope behind its end, and before it was known. */
    private void refuseEnded(Scope ended) {
        List<Turn> late = new ArrayList<>();
        synchronized (waiting) {
            waiting.removeIf(turn -> isEnded(turn) && late.add(turn));
        }
        late.forEach(turn -> turn.refuse(ended(turn, ended)));
    }

    private static boolean isEnded(Turn turn) {
        Scope ofTurn = turn.scope();
        return ofTurn != null && ofTurn.isEnded() && !turn.isClosing();
    }

    /** Takes an operation back that has not started. */
    boolean withdraw(Turn turn) {
        synchronized (waiting) {
            return waiting.remove(turn);
        }
    }

    /** The operation has left the wire. */
    void leave(Turn turn) {
        synchronized (waiting) {
            if (current != turn) {
                return;
            }
            current = null;
            idleSince = System.nanoTime();
        }
        advance();
    }

    /** The operations that wait now are refused, as the one on the wire will not make way. */
    void refuseWaiting(CinnabarException reason) {
        List<Turn> refused = new ArrayList<>();
        synchronized (waiting) {
            waiting.removeIf(turn -> !turn.isClosing() && belongs(turn) && refused.add(turn));
        }
        // What a refusal sets off can add operations, such as the one that closes the connection: those are not meant.
        refused.forEach(turn -> turn.refuse(reason));
    }

    /** The operation that has its turn next. */
    @Nullable
    Turn firstWaiting() {
        synchronized (waiting) {
            return next();
        }
    }

    /** The first that belongs to the scope; if there is none, what closes the connection, and the scope with it. */
    private @Nullable Turn next() {
        Turn closing = null;
        for (Turn turn : waiting) {
            if (belongs(turn)) {
                return turn;
            }
            closing = turn.isClosing() ? turn : closing;
        }
        return closing;
    }

    /** What is on the wire, or was last. */
    String activity() {
        Supplier<String> name;
        synchronized (waiting) {
            name = last;
        }
        return name == null ? "nothing yet" : name.get();
    }

    /** For how long nothing has been on the wire, or only what its reader does not ask for; null if something is. */
    @Nullable
    Duration idle() {
        Turn turn;
        long since;
        synchronized (waiting) {
            turn = current;
            since = idleSince;
        }
        Long stalled = turn == null ? Long.valueOf(since) : turn.stalledSince();
        return stalled == null ? null : Duration.ofNanos(System.nanoTime() - stalled);
    }

    /** Starts the next operation. One thread does it at a time, in a loop, so that a long queue needs no deep stack. */
    private void advance() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            Turn next = takeNext();
            if (next != null) {
                next.start();
                makeWay(next, firstWaiting());
                makeWay(next, closing());
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    /** What came before the operation had started could not say yet what it waits for. */
    private void makeWay(Turn started, @Nullable Turn behind) {
        CinnabarException refusal = behind == null ? null : started.makeWay(behind);
        if (refusal != null && behind != null && withdraw(behind)) {
            behind.refuse(refusal);
        }
    }

    private @Nullable Turn closing() {
        synchronized (waiting) {
            for (Turn turn : waiting) {
                if (turn.isClosing()) {
                    return turn;
                }
            }
            return null;
        }
    }

    private @Nullable Turn takeNext() {
        synchronized (waiting) {
            if (current != null) {
                return null;
            }
            Turn next = next();
            if (next != null) {
                waiting.remove(next);
                current = next;
                last = next.name();
            }
            return next;
        }
    }
}
