package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.FlushException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.orm.EntityListener;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionListener;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Ticket;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who hears of sessions and of the rows of objects, when, and what they may do then. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class ListenerSuite extends OrmSuite {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** A suite on a database. */
    protected ListenerSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Mono<Void> note(String event) {
        return Mono.fromRunnable(() -> heard.add(event));
    }

    /** Notes all that it hears. */
    private final class Notes implements SessionListener, EntityListener<Object> {
        @Override
        public Mono<Void> afterBegin(Session session) {
            return note("begun");
        }

        @Override
        public Mono<Void> beforeFlush(Session session) {
            return note("before flush");
        }

        @Override
        public Mono<Void> afterFlush(Session session) {
            return note("after flush");
        }

        @Override
        public Mono<Void> beforeCommit(Session session) {
            return note("before commit");
        }

        @Override
        public Mono<Void> afterCommit(Session session) {
            return note("committed");
        }

        @Override
        public Mono<Void> afterRollback(Session session) {
            return note("rolled back");
        }

        @Override
        public Mono<Void> beforeInsert(Session session, Object entity) {
            return note("before insert of " + name(entity) + " " + session.state(entity));
        }

        @Override
        public Mono<Void> afterInsert(Session session, Object entity) {
            return note("after insert of " + name(entity) + " " + session.state(entity));
        }

        @Override
        public Mono<Void> beforeUpdate(Session session, Object entity) {
            return note("before update of " + name(entity));
        }

        @Override
        public Mono<Void> afterUpdate(Session session, Object entity) {
            return note("after update of " + name(entity));
        }

        @Override
        public Mono<Void> beforeDelete(Session session, Object entity) {
            return note("before delete of " + name(entity));
        }

        @Override
        public Mono<Void> afterDelete(Session session, Object entity) {
            return note("after delete of " + name(entity) + " " + session.state(entity));
        }

        private static String name(Object entity) {
            return entity.getClass().getSimpleName();
        }
    }

    private SessionFactory noted() {
        heard.clear();
        var notes = new Notes();
        return sessions.withListener(notes).withListener(Object.class, notes);
    }

    private static SessionListener beforeFlush(Function<Session, Mono<Void>> answer) {
        return new SessionListener() {
            @Override
            public Mono<Void> beforeFlush(Session session) {
                return answer.apply(session);
            }
        };
    }

    private static SessionListener afterFlush(Function<Session, Mono<Void>> answer) {
        return new SessionListener() {
            @Override
            public Mono<Void> afterFlush(Session session) {
                return answer.apply(session);
            }
        };
    }

    private static EntityListener<User> beforeInsert(BiFunction<Session, User, Mono<Void>> answer) {
        return new EntityListener<>() {
            @Override
            public Mono<Void> beforeInsert(Session session, User user) {
                return answer.apply(session, user);
            }
        };
    }

    private static EntityListener<User> afterInsert(BiFunction<Session, User, Mono<Void>> answer) {
        return new EntityListener<>() {
            @Override
            public Mono<Void> afterInsert(Session session, User user) {
                return answer.apply(session, user);
            }
        };
    }

    private static Mono<Void> refused() {
        return Mono.error(new IllegalStateException("refused by the listener"));
    }

    private long users(String name) {
        return run(engine.connect(
                connection -> connection.scalar(select(count()).from(User.class).where(User_.name.eq(name)))));
    }

    @Test
    final void tellsOfATransactionInItsOrder() {
        User user = new User("told", new Address("told@home"));
        run(noted().withTransaction(session -> {
            session.add(user);
            return Mono.empty();
        }));
        assertThat(heard)
                .containsExactly(
                        "begun",
                        "before commit",
                        "before flush",
                        "before insert of User PENDING",
                        "before insert of Address PENDING",
                        "after insert of User PERSISTENT",
                        "after insert of Address PERSISTENT",
                        "after flush",
                        "committed");
        run(noted().withSession(session -> session.get(User.class, user.id)
                .doOnNext(found -> found.name = "told again")
                .then(session.flush())
                .then(session.get(User.class, user.id))
                .doOnNext(session::delete)
                .then(session.commit())
                .then(session.begin())
                .then(session.rollback())));
        assertThat(heard)
                .containsExactly(
                        "begun",
                        "before flush",
                        "before update of User",
                        "after update of User",
                        "after flush",
                        "before commit",
                        "before flush",
                        "before delete of User",
                        "before delete of Address",
                        "after delete of User DELETED",
                        "after delete of Address DELETED",
                        "after flush",
                        "committed",
                        "begun",
                        "rolled back");
    }

    @Test
    final void tellsNothingOfWhatIsOnlyRead() {
        run(noted().withSession(session -> session.get(User.class, -1L)));
        assertThat(heard).isEmpty();
    }

    @Test
    final void tellsOfNoTransactionThatOthersHaveBegun() {
        SessionFactory factory = noted();
        run(engine.begin(connection -> factory.withSession(connection, session -> {
            session.add(new User("of others"));
            return Mono.empty();
        })));
        assertThat(heard)
                .containsExactly(
                        "before flush",
                        "before insert of User PENDING",
                        "after insert of User PERSISTENT",
                        "after flush");
    }

    @Test
    final void tellsOfARollbackHoweverItComesAbout() {
        assertThatThrownBy(
                        () -> run(noted().withTransaction(session -> Mono.error(new IllegalStateException("fails")))))
                .hasMessage("fails");
        assertThat(heard).containsExactly("begun", "rolled back");

        run(noted().withSession(session -> session.begin()));
        assertThat(heard).containsExactly("begun", "rolled back");

        assertThatThrownBy(() -> run(noted().withSession(
                                session -> session.begin().then(Mono.error(new IllegalStateException("ends"))))))
                .hasMessage("ends");
        assertThat(heard).containsExactly("begun", "rolled back");

        var begun = Sinks.<Boolean>one();
        run(noted().withTransaction(session -> session.flush()
                        .doOnSuccess(done -> begun.tryEmitValue(true).orThrow())
                        .then(Mono.never()))
                .takeUntilOther(begun.asMono()));
        assertThat(heard).containsExactly("begun", "rolled back");
    }

    @Test
    final void tellsOfEachRunOfAUnit() {
        var attempts = new AtomicInteger();
        run(noted().withTransaction(
                        TransactionOptions.DEFAULT.withRetry(3, Duration.ofMillis(1)),
                        session -> attempts.incrementAndGet() < 3
                                ? Mono.error(new SerializationFailureException(DatabaseFailure.of("Try again", null)))
                                : Mono.empty()));
        assertThat(heard)
                .containsExactly("begun", "rolled back", "begun", "rolled back", "begun", "before commit", "committed");
    }

    @Test
    final void writesWhatAListenerChangesBeforeTheFlush() {
        User user = new User("given");
        SessionFactory factory = sessions.withListener(beforeFlush(session -> session.execute(
                        select(User.class).where(User_.name.eq("nobody")))
                .all()
                .then(Mono.fromRunnable(() -> {
                    if (session.newEntities().size() == 1) {
                        user.name = "changed before";
                        session.add(new User("added before"));
                    }
                }))));
        assertStatements(
                factory.withTransaction(session -> {
                    session.add(user);
                    return Mono.empty();
                }),
                sent -> sent.inserts("orm_user", 1).count(2));
        assertThat(users("changed before")).isEqualTo(1);
        assertThat(users("added before")).isEqualTo(1);
    }

    @Test
    final void writesWhatAListenerChangesInTheObject() {
        var stamps = new EntityListener<User>() {
            @Override
            public Mono<Void> beforeInsert(Session session, User user) {
                return session.scalar(select(count()).from(User.class).where(User_.name.eq("no such user")))
                        .doOnNext(counted -> {
                            user.status = "new" + counted;
                            user.addresses().add(new Address(user.name + "@listener"));
                        })
                        .then();
            }

            @Override
            public Mono<Void> beforeUpdate(Session session, User user) {
                return Mono.fromRunnable(() -> user.status = "changed");
            }
        };
        SessionFactory factory = sessions.withListener(User.class, stamps);
        User user = new User("stamped");
        assertStatements(
                factory.withTransaction(session -> {
                    session.add(user);
                    return session.flush().then(Mono.fromRunnable(() -> {
                        assertThat(user.status).isEqualTo("new0");
                        assertThat(user.addresses().get(0).id).isNotNull();
                        user.name = "stamped again";
                    }));
                }),
                sent -> sent.inserts("orm_user", 1)
                        .inserts("orm_address", 1)
                        .updates("orm_user", 1)
                        .count(4));
        assertThat(inTransaction(session -> session.get(User.class, user.id)).status)
                .isEqualTo("changed");
    }

    @Test
    final void sendsStatementsOfAListenerInTheTransaction() {
        SessionFactory factory = sessions.withListener(
                User.class,
                afterInsert((session, user) -> session.connection()
                        .execute(insert(User_.ENTITY.table()).set(User_.name, "log of " + user.id))
                        .then()));
        User kept = new User("logged");
        User lost = new User("not logged");
        run(factory.withTransaction(session -> {
            session.add(kept);
            return Mono.empty();
        }));
        assertThat(users("log of " + kept.id)).isEqualTo(1);
        var id = new AtomicReference<Long>();
        run(factory.withSession(session -> {
            session.add(lost);
            return session.flush().doOnSuccess(done -> id.set(lost.id)).then(session.rollback());
        }));
        assertThat(users("log of " + id.get())).isZero();
    }

    @Test
    final void writesWhatAListenerChangesAfterTheFlush() {
        User user = new User("flushed");
        var rounds = new AtomicInteger();
        SessionFactory factory = sessions.withListener(afterFlush(session -> Mono.fromRunnable(() -> {
            if (rounds.getAndIncrement() == 0) {
                user.name = "changed after";
            }
        })));
        assertStatements(
                factory.withSession(session -> {
                    session.add(user);
                    return session.commit();
                }),
                sent -> sent.inserts("orm_user", 1).updates("orm_user", 1));
        assertThat(rounds).hasValue(2);
        assertThat(users("changed after")).isEqualTo(1);
    }

    @Test
    final void endsFlushesThatNeverEnd() {
        var rounds = new AtomicInteger();
        User user = new User("endless");
        SessionFactory factory = sessions.withListener(
                afterFlush(session -> Mono.fromRunnable(() -> user.name = "endless" + rounds.incrementAndGet())));
        assertThatThrownBy(() -> run(factory.withTransaction(session -> {
                    session.add(user);
                    return Mono.empty();
                })))
                .isInstanceOf(FlushException.class)
                .hasMessageContaining("After 100 flushes in a row");
        assertThat(user.id).isNull();
    }

    @Test
    final void losesNothingWhenAListenerRefusesBefore() {
        var isRefusing = new AtomicBoolean(true);
        SessionFactory factory = sessions.withListener(
                User.class, beforeInsert((session, user) -> isRefusing.get() ? refused() : Mono.empty()));
        User user = new User("refused at first");
        run(factory.withSession(session -> {
            session.add(user);
            return session.flush()
                    .onErrorResume(IllegalStateException.class, failure -> {
                        assertThat(session.state(user)).isEqualTo(EntityState.PENDING);
                        isRefusing.set(false);
                        return Mono.empty();
                    })
                    .then(session.commit());
        }));
        assertThat(isRefusing).isFalse();
        assertThat(users("refused at first")).isEqualTo(1);
    }

    @Test
    final void rollsBackWhenAListenerRefusesAfterwards() {
        SessionFactory factory = sessions.withListener(User.class, afterInsert((session, user) -> refused()));
        User user = new User("refused after");
        run(factory.withSession(session -> {
            session.add(user);
            return session.flush()
                    .onErrorResume(IllegalStateException.class, failure -> session.flush())
                    .onErrorResume(SessionStateException.class, failure -> {
                        assertThat(failure).hasRootCauseMessage("refused by the listener");
                        return session.rollback();
                    })
                    .doOnSuccess(done -> assertThat(session.state(user)).isEqualTo(EntityState.TRANSIENT));
        }));
        assertThat(user.id).isNull();
        assertThat(users("refused after")).isZero();
    }

    @Test
    final void beginsNothingWhenAListenerRefuses() {
        var isRefusing = new AtomicBoolean(true);
        SessionFactory factory = sessions.withListener(new SessionListener() {
            @Override
            public Mono<Void> afterBegin(Session session) {
                return isRefusing.getAndSet(false) ? refused() : Mono.empty();
            }
        });
        User user = new User("begun twice");
        run(factory.withSession(session -> {
            session.add(user);
            return session.flush()
                    .onErrorResume(IllegalStateException.class, failure -> {
                        assertThat(session.isInTransaction()).isFalse();
                        assertThat(session.newEntities()).containsExactly(user);
                        return Mono.empty();
                    })
                    .then(session.commit());
        }));
        assertThat(users("begun twice")).isEqualTo(1);
    }

    @Test
    final void keepsACommitThatAListenerFailsAt() {
        var isTold = new AtomicBoolean();
        SessionFactory factory = sessions.withListener(new SessionListener() {
                    @Override
                    public Mono<Void> afterCommit(Session session) {
                        throw new IllegalStateException("too late");
                    }
                })
                .withListener(new SessionListener() {
                    @Override
                    public Mono<Void> afterCommit(Session session) {
                        return Mono.fromRunnable(() -> isTold.set(true));
                    }
                });
        String result = run(factory.withTransaction(session -> {
            session.add(new User("kept all the same"));
            return Mono.just("done");
        }));
        assertThat(result).isEqualTo("done");
        assertThat(isTold).isTrue();
        assertThat(users("kept all the same")).isEqualTo(1);
    }

    @Test
    final void refusesWhatCannotBeDoneWithinAFlush() {
        for (Function<Session, Mono<Void>> deed :
                List.<Function<Session, Mono<Void>>>of(Session::flush, Session::commit, Session::rollback)) {
            SessionFactory factory =
                    sessions.withListener(User.class, beforeInsert((session, user) -> deed.apply(session)));
            assertThatThrownBy(() -> run(factory.withSession(session -> {
                        session.add(new User("within"));
                        return session.flush();
                    })))
                    .isInstanceOf(SessionStateException.class)
                    .hasMessageContaining("within a flush of the same session");
        }
        assertThat(users("within")).isZero();
    }

    @Test
    final void tellsAfterTheCallbacksOfTheClass() {
        var texts = new CopyOnWriteArrayList<String>();
        SessionFactory factory = sessions.withListener(Ticket.class, new EntityListener<Ticket>() {
            @Override
            public Mono<Void> beforeInsert(Session session, Ticket ticket) {
                return Mono.fromRunnable(() -> texts.add(ticket.text));
            }
        });
        run(factory.withTransaction(session -> {
            session.add(new Ticket());
            session.add(new User("not told of"));
            return Mono.empty();
        }));
        assertThat(texts).containsExactly("called");
    }
}
