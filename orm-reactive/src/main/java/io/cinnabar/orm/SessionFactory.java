package io.cinnabar.orm;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.load.LoadPlans;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Opens sessions over an engine, for the classes that it knows. Immutable and thread-safe: one for each engine. */
public final class SessionFactory {
    private final Engine engine;
    private final Mappings mappings;
    private final LoadPlans plans;
    private final SessionOptions options;
    private final SessionListeners listeners;
    /** The connection that all sessions work on, or null where each has its own. */
    private final @Nullable Connection bound;

    /** The last of the sessions that work was run with; it has another one when the engine runs it again. */
    private static final class Last {
        private volatile @Nullable Session session;
    }

    private SessionFactory(
            Engine engine,
            Mappings mappings,
            LoadPlans plans,
            SessionOptions options,
            SessionListeners listeners,
            @Nullable Connection bound) {
        this.engine = engine;
        this.mappings = mappings;
        this.plans = plans;
        this.options = options;
        this.listeners = listeners;
        this.bound = bound;
    }

    /** A factory of sessions with the default options. */
    public static SessionFactory create(Engine engine, Mappings mappings) {
        return create(engine, mappings, SessionOptions.DEFAULT);
    }

    /** A factory of sessions with options. */
    public static SessionFactory create(Engine engine, Mappings mappings, SessionOptions options) {
        return new SessionFactory(
                requireNonNull(engine, "engine"),
                requireNonNull(mappings, "mappings"),
                new LoadPlans(),
                requireNonNull(options, "options"),
                SessionListeners.NONE,
                null);
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** The mapped classes. */
    public Mappings mappings() {
        return mappings;
    }

    /** The same factory with other options. */
    public SessionFactory withOptions(SessionOptions others) {
        return new SessionFactory(engine, mappings, plans, others, listeners, bound);
    }

    /** The same factory whose sessions are heard by one more. */
    public SessionFactory withListener(SessionListener listener) {
        return heardBy(listeners.with(requireNonNull(listener, "listener")));
    }

    /**
     * The same factory where one more hears of the rows of objects of a class.
     *
     * @param entityClass a mapped class, or a superclass or interface of mapped classes
     */
    public <E> SessionFactory withListener(Class<E> entityClass, EntityListener<? super E> listener) {
        return heardBy(listeners.with(entityClass, requireNonNull(listener, "listener")));
    }

    /**
     * The same factory whose sessions all work on a connection that is open. In a transaction of it, such as that of a
     * test which rolls back all that the program has done, {@code withTransaction(…)} sets a savepoint, as
     * {@link #withTransaction(Connection, Function)} does, and {@code withSession(…)} takes part.
     */
    public SessionFactory on(Connection connection) {
        return new SessionFactory(
                engine, mappings, plans, options, listeners, requireNonNull(connection, "connection"));
    }

    private SessionFactory heardBy(SessionListeners all) {
        return new SessionFactory(engine, mappings, plans, options, all, bound);
    }

    /**
     * Runs work with a session. Until something is written or {@code begin()} is called, each statement reads on its
     * own; what is not committed at the end is rolled back.
     */
    public <T> Mono<T> withSession(Function<? super Session, ? extends Mono<T>> work) {
        return bound == null
                ? heard(last -> engine.connect(connection -> run(noted(last, session(connection, false)), work)))
                : withSession(bound, work);
    }

    /**
     * Runs work with a session on a connection that is open already. In a transaction of the connection the changes are
     * flushed when the Mono completes; whoever has begun the transaction ends it, and after a rollback gives up the
     * objects. Without one it is as on a connection of the session's own.
     */
    public <T> Mono<T> withSession(Connection connection, Function<? super Session, ? extends Mono<T>> work) {
        return Mono.defer(() -> connection.isInTransaction()
                ? run(session(connection, true), work)
                : heard(last -> run(noted(last, session(connection, false)), work)));
    }

    /**
     * Runs work with a session in a transaction: flushed and committed when its Mono completes, rolled back on an error
     * and on cancel.
     */
    public <T> Mono<T> withTransaction(Function<? super Session, ? extends Mono<T>> work) {
        return bound == null
                ? within(work, attempt -> engine.begin(connection -> attempt.apply(connection)))
                : withTransaction(bound, work);
    }

    /**
     * Runs work with a session in a transaction on a connection that is open already. Where a transaction of it is
     * open, a savepoint stands for one: an error or a cancel undoes the work alone, in the database and in the objects,
     * and the rest is up to whoever has begun the transaction.
     */
    public <T> Mono<T> withTransaction(Connection connection, Function<? super Session, ? extends Mono<T>> work) {
        return within(
                work,
                attempt -> connection.isInTransaction()
                        ? connection.savepoint(inner -> attempt.apply(inner))
                        : connection.begin(inner -> attempt.apply(inner)));
    }

    /** Runs work with a session in a transaction with options. */
    public <T> Mono<T> withTransaction(
            TransactionOptions transaction, Function<? super Session, ? extends Mono<T>> work) {
        return within(
                work,
                attempt -> bound == null
                        ? engine.begin(transaction, connection -> attempt.apply(connection))
                        : bound.begin(transaction, connection -> attempt.apply(connection)));
    }

    /**
     * Work in a transaction of the factory. Objects follow it in the end: a COMMIT can fail, and the engine may run the
     * work again.
     */
    private <T> Mono<T> within(
            Function<? super Session, ? extends Mono<T>> work,
            Function<Function<Connection, Mono<T>>, Mono<T>> transaction) {
        return heard(last -> transaction
                .apply(connection -> {
                    Mono<Void> told = lost(last.session);
                    Session session = noted(last, session(connection, true));
                    return told.then(Mono.defer(() -> run(session, listenedTo(work))));
                })
                .doOnSuccess(result -> {
                    Session kept = last.session;
                    if (kept != null) {
                        kept.transaction().kept();
                    }
                })
                .doOnError(failure -> {
                    Session failed = last.session;
                    if (failed != null && !(failure instanceof CommitOutcomeUnknownException)) {
                        failed.transaction().lost();
                    }
                }));
    }

    /** What a session has done that the engine runs again is lost. */
    private static Mono<Void> lost(@Nullable Session session) {
        if (session == null) {
            return Mono.empty();
        }
        session.transaction().lost();
        return session.transaction().told();
    }

    private static Session noted(Last last, Session session) {
        last.session = session;
        return session;
    }

    /** Work whose listeners are told in the end how the transaction of its session has ended. */
    private <T> Mono<T> heard(Function<Last, Mono<T>> work) {
        Mono<Last> last = Mono.fromSupplier(Last::new);
        return listeners.isEmpty()
                ? last.flatMap(work)
                : Mono.usingWhen(
                        last,
                        work,
                        SessionFactory::told,
                        (session, failure) -> told(session),
                        SessionFactory::cancelled);
    }

    private static Mono<Void> told(Last last) {
        Session session = last.session;
        return session == null ? Mono.empty() : session.transaction().told();
    }

    private static Mono<Void> cancelled(Last last) {
        Session session = last.session;
        if (session != null) {
            session.transaction().cancelled();
        }
        return told(last);
    }

    private <T> Function<? super Session, ? extends Mono<T>> listenedTo(
            Function<? super Session, ? extends Mono<T>> work) {
        if (listeners.isEmpty()) {
            return work;
        }
        return session -> {
            SessionEvents events = session.events();
            return events.begun()
                    .then(Mono.<T>defer(() -> work.apply(session)))
                    .flatMap(result -> events.committing().thenReturn(result))
                    .switchIfEmpty(Mono.defer(() -> events.committing().then(Mono.empty())));
        };
    }

    private Session session(Connection connection, boolean isInTransaction) {
        return new Session(connection, mappings, plans, options, listeners, isInTransaction);
    }

    private <T> Mono<T> run(Session session, Function<? super Session, ? extends Mono<T>> work) {
        return Mono.defer(() -> {
            SessionTransaction transaction = session.transaction();
            boolean isOfFactory = transaction.isOfFactory();
            Mono<T> done = Mono.defer(() -> work.apply(session)).contextWrite(context -> holding(session, context));
            Mono<T> written = isOfFactory
                    ? done.flatMap(result -> session.flush().thenReturn(result))
                            .switchIfEmpty(Mono.defer(() -> session.flush().then(Mono.empty())))
                    : done;
            return written.doOnSuccess(result -> transaction.ended(isOfFactory))
                    .doOnError(failure -> transaction.ended(false))
                    .doOnCancel(() -> transaction.ended(false));
        });
    }

    private Context holding(Session session, Context context) {
        return context.put(this, session);
    }

    /** Emits the session in whose work this is subscribed to. Signals an error where there is none. */
    public Mono<Session> current() {
        return Mono.deferContextual(context -> {
            Session session = context.getOrDefault(this, null);
            return session != null
                    ? Mono.just(session)
                    : Mono.error(new SessionStateException(
                            ErrorCode.SESSION_STATE,
                            "There is no session here: current() must be subscribed to within the function of"
                                    + " withSession(…) or withTransaction(…) of the same factory, with its Reactor"
                                    + " context."));
        });
    }
}
