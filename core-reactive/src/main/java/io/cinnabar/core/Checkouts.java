package io.cinnabar.core;

import io.cinnabar.core.internal.Checkout;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.PoolTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The connections that are in use: by whom, since when, and which of their users wait for another one. Thread-safe. */
final class Checkouts {
    private static final int SHOWN = 5;

    private final Set<Checkout> held = ConcurrentHashMap.newKeySet();
    private final Set<Checkout> returning = ConcurrentHashMap.newKeySet();
    private final Set<Checkout> waiting = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> allReturned = Sinks.empty();
    private volatile boolean isClosing;

    void add(Checkout checkout) {
        held.add(checkout);
    }

    /** The connection is on its way back, from where the next user may have it before the last is done with it. */
    void returning(Checkout checkout) {
        returning.add(checkout);
        held.remove(checkout);
    }

    void remove(Checkout checkout) {
        held.remove(checkout);
        returning.remove(checkout);
        checkIfEmpty();
    }

    private void checkIfEmpty() {
        if (isClosing && held.isEmpty() && returning.isEmpty()) {
            allReturned.tryEmitEmpty();
        }
    }

    /** The connections in use. */
    List<Checkout> all() {
        return List.copyOf(held);
    }

    /** Completes when all connections have come back; no more are taken after it was asked for. */
    Mono<Void> allReturned() {
        return Mono.defer(() -> {
            isClosing = true;
            checkIfEmpty();
            return allReturned.asMono();
        });
    }

    /**
     * Notes that the user of connections waits for another one.
     *
     * @param size the greatest number of connections
     * @return an error if now all users wait for each other, which would never end
     */
    @Nullable
    PoolTimeoutException waits(List<Checkout> holders, int size) {
        waiting.addAll(holders);
        if (waiting.size() < size || !waiting.containsAll(held)) {
            return null;
        }
        waitsNoMore(holders);
        return new PoolTimeoutException(
                ErrorCode.POOL_TIMEOUT,
                "Each of the " + size + " connections is held by work that waits for a second one, which could never"
                        + " come. Do the work with the connection that it has, or make the pool greater than the number"
                        + " of such works at a time. In use: " + describe(),
                null);
    }

    void waitsNoMore(List<Checkout> holders) {
        holders.forEach(waiting::remove);
    }

    /** The connections that are held longest, with what was last done on them. */
    String describe() {
        String longest = held.stream()
                .sorted(Comparator.comparing((Checkout one) -> one.held()).reversed())
                .limit(SHOWN)
                .map(one -> "for " + seconds(one.held()) + " by '"
                        + one.activity() + "'"
                        + (one.idle() == null ? "" : ", idle"))
                .collect(Collectors.joining("; "));
        return longest + (held.size() > SHOWN ? "; and " + (held.size() - SHOWN) + " more" : "");
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
