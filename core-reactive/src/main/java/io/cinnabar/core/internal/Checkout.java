package io.cinnabar.core.internal;

import io.cinnabar.error.ConnectionLostException;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A connection in the hands of a user: taken from the pool, and given back once. Thread-safe. */
public final class Checkout {
    private final Connection connection;
    private final PhysicalConnection physical;
    private final Keeper keeper;
    private final @Nullable Throwable takenAt;
    private final long since = System.nanoTime();
    private final AtomicBoolean isReturned = new AtomicBoolean();
    private volatile @Nullable Conversation holder;

    /** Who keeps the connections. */
    public interface Keeper {
        /** The connection was lost, and others that were opened with it may be, too. */
        void lost(PhysicalConnection connection);

        /** The connection is on its way back: its user does not hold it any more. */
        void returning(Checkout checkout);

        /** The checkout has ended. */
        void returned(Checkout checkout);

        /** How long a clean-up may take. */
        Duration cleanUpTimeout();

        /** How long the answer of a server that has nothing to do may take. */
        Duration answerTimeout();
    }

    /**
     * A connection that was taken.
     *
     * @param connection what the pool handed out
     * @param physical the connection behind it
     * @param takenAt the place that took it, or null where nobody asks for it
     */
    public Checkout(Connection connection, PhysicalConnection physical, Keeper keeper, @Nullable Throwable takenAt) {
        this.connection = connection;
        this.physical = physical;
        this.keeper = keeper;
        this.takenAt = takenAt;
    }

    /** What the pool handed out. */
    Connection connection() {
        return connection;
    }

    /** The connection behind what the pool handed out. */
    public PhysicalConnection physical() {
        return physical;
    }

    /** What is said over the connection. */
    void heldBy(Conversation conversation) {
        holder = conversation;
    }

    /** What is done on the connection, or was done last. */
    public String activity() {
        Conversation conversation = holder;
        return conversation == null ? "nothing yet" : conversation.activity();
    }

    /** For how long the server has had nothing to do on the connection, or null if it has. */
    public @Nullable Duration idle() {
        Conversation conversation = holder;
        return conversation == null ? held() : conversation.idle();
    }

    /** Takes the connection away from its user: stops what runs on it, and breaks it off. */
    public Mono<Void> abort(String reason) {
        return Mono.defer(() -> {
            Conversation conversation = holder;
            return conversation == null ? destroy(reason) : conversation.abort(reason);
        });
    }

    /** The place that took the connection, or null where nobody asked for it. */
    public @Nullable Throwable takenAt() {
        return takenAt;
    }

    /** How long the connection has been held. */
    public Duration held() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** How long a clean-up may take. */
    Duration cleanUpTimeout() {
        return keeper.cleanUpTimeout();
    }

    /** How long the answer of a server that has nothing to do may take. */
    Duration answerTimeout() {
        return keeper.answerTimeout();
    }

    /** Notes that the connection broke. */
    void lost(ConnectionLostException failure) {
        if (physical.doom(String.valueOf(failure.getMessage()))) {
            keeper.lost(physical);
        }
    }

    /** Breaks the connection off, now; what runs on it fails. It is still to be given back. */
    public Mono<Void> destroy(String reason) {
        return Mono.defer(() -> {
            physical.doom(reason);
            return physical.close();
        });
    }

    /** Gives the connection back: to be kept if it is good, else to be thrown away. Does nothing the second time. */
    public Mono<Void> giveBack() {
        return Mono.defer(() -> {
            if (!isReturned.compareAndSet(false, true)) {
                return Mono.empty();
            }
            physical.used();
            keeper.returning(this);
            return Mono.from(connection.close()).doFinally(signal -> keeper.returned(this));
        });
    }
}
