package io.cinnabar.core.internal;

import io.cinnabar.error.CinnabarException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The order of the operations on one connection: each starts when those before it have left the wire, from whatever
 * thread they come. Thread-safe.
 */
final class Lane {
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private @Nullable Turn current;
    private @Nullable Turn last;
    private long idleSince = System.nanoTime();

    /** Adds an operation behind those that are there. */
    void enter(Turn turn) {
        Turn holder;
        synchronized (waiting) {
            waiting.add(turn);
            holder = current;
        }
        if (holder != null) {
            CinnabarException refusal = holder.makeWay(turn);
            if (refusal != null && withdraw(turn)) {
                turn.refuse(refusal);
                return;
            }
        }
        advance();
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
            waiting.removeIf(turn -> !turn.isClosing() && refused.add(turn));
        }
        // What a refusal sets off can add operations, such as the one that closes the connection: those are not meant.
        refused.forEach(turn -> turn.refuse(reason));
    }

    /** The operation that waits first, for messages. */
    @Nullable
    Turn firstWaiting() {
        synchronized (waiting) {
            return waiting.peek();
        }
    }

    /** What is on the wire, or was last. */
    String activity() {
        Turn turn;
        synchronized (waiting) {
            turn = last;
        }
        return turn == null ? "nothing yet" : turn.label();
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
                Turn behind = firstWaiting();
                CinnabarException refusal = behind == null ? null : next.makeWay(behind);
                if (refusal != null && behind != null && withdraw(behind)) {
                    behind.refuse(refusal);
                }
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private @Nullable Turn takeNext() {
        synchronized (waiting) {
            if (current != null) {
                return null;
            }
            current = waiting.poll();
            if (current != null) {
                last = current;
            }
            return current;
        }
    }
}
