package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.EntityListener;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionListener;
import io.cinnabar.orm.SessionOptions;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions for threads that may wait, in which touching a collection or a reference that is not loaded loads it.
 * Immutable and thread-safe: one for each engine.
 */
public final class BlockingSessionFactory {
    private final SessionFactory sessions;
    private final Caller caller;

    private BlockingSessionFactory(SessionFactory sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    /** The blocking form of a factory of sessions, over the same engine. */
    public static BlockingSessionFactory of(SessionFactory sessions) {
        return new BlockingSessionFactory(requireNonNull(sessions, "sessions"), Caller.FREE);
    }

    /** A factory of sessions with the default options. */
    public static BlockingSessionFactory create(BlockingEngine engine, Mappings mappings) {
        return of(SessionFactory.create(engine.reactive(), mappings));
    }

    /** A factory of sessions with options. */
    public static BlockingSessionFactory create(BlockingEngine engine, Mappings mappings, SessionOptions options) {
        return of(SessionFactory.create(engine.reactive(), mappings, options));
    }

    /** The reactive form, over the same engine. */
    public SessionFactory reactive() {
        return sessions;
    }

    /** The engine. */
    public BlockingEngine engine() {
        return BlockingEngine.of(sessions.engine());
    }

    /** The mapped classes. */
    public Mappings mappings() {
        return sessions.mappings();
    }

    /** The same factory with other options. */
    public BlockingSessionFactory withOptions(SessionOptions others) {
        return new BlockingSessionFactory(sessions.withOptions(others), caller);
    }

    /** The same factory whose sessions are heard by one more, which answers with publishers that are waited for. */
    public BlockingSessionFactory withListener(SessionListener listener) {
        return new BlockingSessionFactory(sessions.withListener(listener), caller);
    }

    /**
     * The same factory where one more hears of the rows of objects of a class.
     *
     * @param entityClass a mapped class, or a superclass or interface of mapped classes
     */
    public <E> BlockingSessionFactory withListener(Class<E> entityClass, EntityListener<? super E> listener) {
        return new BlockingSessionFactory(sessions.withListener(entityClass, listener), caller);
    }

    /**
     * The same factory whose sessions all work on a connection that is open. In a transaction of it, such as that of a
     * test which rolls back all that the program has done, {@code withTransaction(…)} sets a savepoint, and
     * {@code withSession(…)} takes part.
     */
    public BlockingSessionFactory on(BlockingConnection connection) {
        return new BlockingSessionFactory(sessions.on(connection.reactive()), connection.caller());
    }

    /** The same factory, each of whose calls, and of its sessions', may take so long. */
    public BlockingSessionFactory withTimeout(Duration timeout) {
        return new BlockingSessionFactory(sessions, caller.withTimeout(timeout));
    }

    /**
     * Opens a session, to be used in try-with-resources: what is not committed when it is closed is rolled back. Until
     * something is written or {@code begin()} is called, each statement reads on its own.
     */
    public BlockingSession open() {
        return BlockingSession.held(caller.open(work -> sessions.withSession(session -> work.apply(session))));
    }

    /** Runs work with a session; what is not committed at the end is rolled back. */
    public <T extends @Nullable Object> T withSession(Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Session, T>call(
                attempt -> sessions.<T>withSession(attempt),
                (session, inner) -> BlockingSession.lent(session, inner, work),
                Ending.AWAITED);
    }

    /**
     * Runs work with a session on a connection that is open already. In a transaction of the connection the changes are
     * flushed when the work returns; whoever has begun the transaction ends it.
     */
    public <T extends @Nullable Object> T withSession(
            BlockingConnection connection, Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return connection
                .caller()
                .<Session, T>call(
                        attempt -> sessions.withSession(connection.reactive(), attempt),
                        (session, inner) -> BlockingSession.lent(session, inner, work),
                        Ending.CANCELLED);
    }

    /** Runs work with a session in a transaction: flushed and committed when it returns, rolled back when it throws. */
    public <T extends @Nullable Object> T withTransaction(Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Session, T>call(
                attempt -> sessions.<T>withTransaction(attempt),
                (session, inner) -> BlockingSession.lent(session, inner, work),
                Ending.UNKNOWN);
    }

    /**
     * Runs work with a session in a transaction on a connection that is open already. Where a transaction of it is
     * open, a savepoint stands for one: what the work throws undoes the work alone, and the rest is up to whoever has
     * begun the transaction.
     */
    public <T extends @Nullable Object> T withTransaction(
            BlockingConnection connection, Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return connection
                .caller()
                .<Session, T>call(
                        attempt -> sessions.withTransaction(connection.reactive(), attempt),
                        (session, inner) -> BlockingSession.lent(session, inner, work),
                        Ending.UNKNOWN);
    }

    /** Runs work with a session in a transaction with options. */
    public <T extends @Nullable Object> T withTransaction(
            TransactionOptions transaction, Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Session, T>call(
                attempt -> sessions.withTransaction(transaction, attempt),
                (session, inner) -> BlockingSession.lent(session, inner, work),
                Ending.UNKNOWN);
    }
}
