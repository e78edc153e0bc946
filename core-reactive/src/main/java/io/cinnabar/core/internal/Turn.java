package io.cinnabar.core.internal;

import io.cinnabar.error.CinnabarException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation that takes its turn on a lane. */
interface Turn {

    /** Says what the operation is, for messages, without holding on to its reader. */
    Supplier<String> name();

    /** What the operation is, for messages. */
    default String label() {
        return name().get();
    }

    /** The transaction or savepoint that the operation belongs to, or null for none. */
    @Nullable
    Scope scope();

    /** Whether the operation ends the connection, for which one on the wire is given up. */
    boolean isClosing();

    /** The turn has come. */
    void start();

    /** Another operation waits: this one may take what is left of its rows into memory, or say why it will not. */
    @Nullable
    CinnabarException makeWay(Turn newcomer);

    /** The {@link System#nanoTime()} since which the reader has not asked for more, or null if it has. */
    @Nullable
    Long stalledSince();

    /** The operation will not get its turn. */
    void refuse(CinnabarException reason);
}
