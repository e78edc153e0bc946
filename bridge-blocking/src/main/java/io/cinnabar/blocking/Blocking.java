package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Connection;
import io.cinnabar.orm.Session;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Runs functions that wait, from reactive code: each on a virtual thread, or on Reactor's bounded elastic scheduler
 * before JDK 21.
 */
public final class Blocking {
    private Blocking() {}

    /**
     * Runs a function with the blocking form of a session, on the same connection and transaction; what is not loaded
     * is loaded when it is touched. Emits what the function returns, or nothing for null. Other operations of the
     * session wait until it has ended; a cancel interrupts it.
     */
    public static <T> Mono<T> run(Session session, Function<? super BlockingSession, ? extends @Nullable T> function) {
        requireNonNull(session, "session");
        requireNonNull(function, "function");
        return session.lazyLoading()
                .exclusively(() -> FunctionRun.of(caller -> {
                    Runnable end = WaitingAccess.install(session, caller);
                    try {
                        return function.apply(BlockingSession.lent(session, caller));
                    } finally {
                        end.run();
                    }
                }));
    }

    /**
     * Runs a function with the blocking form of a connection, in the same transaction. Emits what the function returns,
     * or nothing for null. A cancel interrupts it.
     */
    public static <T> Mono<T> run(
            Connection connection, Function<? super BlockingConnection, ? extends @Nullable T> function) {
        requireNonNull(connection, "connection");
        requireNonNull(function, "function");
        return FunctionRun.of(caller -> function.apply(new BlockingConnection(connection, caller)));
    }
}
