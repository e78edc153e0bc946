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
import java.util.concurrent.atomic.AtomicReference;
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

    private SessionFactory(Engine engine, Mappings mappings, LoadPlans plans, SessionOptions options) {
        this.engine = engine;
        this.mappings = mappings;
        this.plans = plans;
        this.options = options;
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
                requireNonNull(options, "options"));
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
        return new SessionFactory(engine, mappings, plans, others);
    }

    /**
     * Runs work with a session. Until something is written or {@code begin()} is called, each statement reads on its
     * own; what is not committed at the end is rolled back.
     */
    public <T> Mono<T> withSession(Function<? super Session, ? extends Mono<T>> work) {
        return engine.connect(connection -> run(session(connection, false), work));
    }

    /**
     * Runs work with a session on a connection that is open already. In a transaction of the connection the changes are
     * flushed when the Mono completes; whoever has begun the transaction ends it, and after a rollback gives up the
     * objects. Without one it is as on a connection of the session's own.
     */
    public <T> Mono<T> withSession(Connection connection, Function<? super Session, ? extends Mono<T>> work) {
        return Mono.defer(() -> run(session(connection, connection.isInTransaction()), work));
    }

    /**
     * Runs work with a session in a transaction: flushed and committed when its Mono completes, rolled back on an error
     * and on cancel.
     */
    public <T> Mono<T> withTransaction(Function<? super Session, ? extends Mono<T>> work) {
        return within(work, attempt -> engine.begin(connection -> attempt.apply(connection)));
    }

    /** Runs work with a session in a transaction with options. */
    public <T> Mono<T> withTransaction(
            TransactionOptions transaction, Function<? super Session, ? extends Mono<T>> work) {
        return within(work, attempt -> engine.begin(transaction, connection -> attempt.apply(connection)));
    }

    /**
     * Work in a transaction of the factory. Objects follow it in the end: a COMMIT can fail, and the engine may run the
     * work again.
     */
    private <T> Mono<T> within(
            Function<? super Session, ? extends Mono<T>> work,
            Function<Function<Connection, Mono<T>>, Mono<T>> transaction) {
        return Mono.defer(() -> {
            var last = new AtomicReference<@Nullable SessionTransaction>();
            return transaction
                    .apply(connection -> {
                        lost(last);
                        Session session = session(connection, true);
                        last.set(session.transaction());
                        return run(session, work);
                    })
                    .doOnSuccess(result -> {
                        SessionTransaction kept = last.get();
                        if (kept != null) {
                            kept.kept();
                        }
                    })
                    .doOnError(failure -> {
                        if (!(failure instanceof CommitOutcomeUnknownException)) {
                            lost(last);
                        }
                    });
        });
    }

    private static void lost(AtomicReference<@Nullable SessionTransaction> last) {
        SessionTransaction transaction = last.getAndSet(null);
        if (transaction != null) {
            transaction.lost();
        }
    }

    private Session session(Connection connection, boolean isInTransaction) {
        return new Session(connection, mappings, plans, options, isInTransaction);
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
