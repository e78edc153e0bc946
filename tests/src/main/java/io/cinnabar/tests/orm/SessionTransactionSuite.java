package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionListener;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The transactions of sessions: their options and states, and what else than objects is written in them. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class SessionTransactionSuite extends OrmSuite {
    /** A suite on a database. */
    protected SessionTransactionSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Mono<Long> counted(String name) {
        return engine.connect(
                connection -> connection.scalar(select(count()).from(User.class).where(User_.name.eq(name))));
    }

    private long users(String name) {
        return run(counted(name));
    }

    private static Mono<Void> added(Session session, String name) {
        return Mono.fromRunnable(() -> session.add(new User(name)));
    }

    @Test
    final void executesChangesInItsTransaction() {
        User user = new User("of the session");
        run(sessions.withSession(session -> {
            session.add(user);
            return session.execute(update(User_.ENTITY.table())
                            .set(User_.status, "set")
                            .where(User_.name.eq("of the session")))
                    .rowsUpdated()
                    .doOnNext(changed -> {
                        assertThat(changed).isEqualTo(1);
                        assertThat(session.isInTransaction()).isTrue();
                        assertThat(user.status).isEqualTo("fresh");
                    })
                    .then(session.refresh(user))
                    .doOnNext(read -> assertThat(read.status).isEqualTo("set"))
                    .then(session.rollback());
        }));
        assertThat(users("of the session")).isZero();
        run(sessions.withSession(
                session -> session.execute(insert(User_.ENTITY.table()).set(User_.name, "inserted by hand"))
                        .then()));
        assertThat(users("inserted by hand")).isZero();
        run(sessions.withSession(
                session -> session.execute(insert(User_.ENTITY.table()).set(User_.name, "inserted by hand"))
                        .then()
                        .then(session.commit())));
        assertThat(users("inserted by hand")).isEqualTo(1);
    }

    @Test
    final void executesChangesThatReturnRows() {
        given(new User("returned"), new User("kept"));
        inTransaction(session -> added(session, "returned")
                .thenMany(session.execute(delete(User_.ENTITY.table())
                                .where(User_.name.eq("returned"))
                                .returning(User_.name))
                        .all())
                .map(row -> row.v1())
                .collectList()
                .doOnNext(names -> assertThat(names).containsExactly("returned", "returned")));
    }

    @Test
    final void executesText() {
        given(new User("by text"), new User("by text"));
        inTransaction(session -> session.execute(text("UPDATE orm_user SET name = 'by sql' WHERE name = 'by text'"))
                .rowsUpdated()
                .doOnNext(changed -> assertThat(changed).isEqualTo(2))
                .thenMany(session.execute(text("SELECT name FROM orm_user WHERE name = 'by sql'"))
                        .all())
                .count()
                .doOnNext(read -> assertThat(read).isEqualTo(2)));
        assertThat(users("by sql")).isEqualTo(2);
    }

    @Test
    final void beginsWithOptions() {
        run(sessions.withSession(
                session -> session.begin(TransactionOptions.DEFAULT.withIsolationLevel(IsolationLevel.SERIALIZABLE))
                        .then(session.connection().isolationLevel())
                        .doOnNext(level -> assertThat(level).isEqualTo(IsolationLevel.SERIALIZABLE))
                        .then(added(session, "serializable"))
                        .then(session.commit())));
        assertThat(users("serializable")).isEqualTo(1);
    }

    @Test
    final void knowsItsState() {
        var ended = new AtomicReference<Session>();
        given(new User("state"));
        run(sessions.withSession(session -> {
            ended.set(session);
            assertThat(session.isActive()).isTrue();
            assertThat(session.isInNestedTransaction()).isFalse();
            return session.beginNested(nested -> {
                        assertThat(nested.isInTransaction()).isTrue();
                        assertThat(nested.isInNestedTransaction()).isTrue();
                        return Mono.<Void>empty();
                    })
                    .then(Mono.fromRunnable(() -> {
                        assertThat(session.isInNestedTransaction()).isFalse();
                        User unnamed = new User();
                        session.add(unnamed);
                    }))
                    .then(session.flush())
                    .onErrorResume(DatabaseException.class, failure -> {
                        assertThat(session.isActive()).isFalse();
                        return session.rollback();
                    })
                    .doOnSuccess(done -> {
                        assertThat(session.isActive()).isTrue();
                        assertThat(session.isInTransaction()).isFalse();
                    });
        }));
        assertThat(ended.get().isActive()).isFalse();
    }

    @Test
    final void setsASavepointForATransactionInThatOfAConnection() {
        User lost = new User("joins, lost");
        User kept = new User("joins, kept");
        run(engine.begin(connection -> sessions.withTransaction(connection, session -> {
                    session.add(lost);
                    return session.flush().then(Mono.<Void>error(new IllegalStateException("undone alone")));
                })
                .onErrorResume(IllegalStateException.class, failure -> {
                    assertThat(lost.id).isNull();
                    return Mono.empty();
                })
                .then(sessions.withTransaction(connection, session -> {
                    session.add(kept);
                    return Mono.empty();
                }))));
        assertThat(lost.id).isNull();
        assertThat(users("joins, lost")).isZero();
        assertThat(users("joins, kept")).isEqualTo(1);
    }

    @Test
    final void beginsForANestedPartWhatItsFlushHasNotBegun() {
        run(sessions.withSession(session -> {
            session.add(new User("flushed before"));
            return session.beginNested(nested -> added(nested, "nested")).then(session.commit());
        }));
        assertThat(users("flushed before")).isEqualTo(1);
        assertThat(users("nested")).isEqualTo(1);
    }

    @Test
    final void commitsItsOwnTransactionOnAConnectionWithoutOne() {
        run(engine.connect(connection -> sessions.withTransaction(connection, session -> added(session, "own begin"))
                .then(counted("own begin"))
                .doOnNext(found -> assertThat(found).isEqualTo(1))));
    }

    @Test
    final void leavesNothingOfAProgramInATransactionThatIsRolledBack() {
        List<String> heard = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> run(engine.begin(connection -> {
                    SessionFactory bound = sessions.on(connection).withListener(new SessionListener() {
                        @Override
                        public Mono<Void> afterCommit(Session session) {
                            return Mono.fromRunnable(() -> heard.add("committed"));
                        }
                    });
                    return bound.withTransaction(session -> added(session, "in a test"))
                            .then(bound.withSession(session -> session.scalar(
                                    select(count()).from(User.class).where(User_.name.eq("in a test")))))
                            .doOnNext(seen -> assertThat(seen).isEqualTo(1))
                            .then(bound.withTransaction(TransactionOptions.DEFAULT, session -> Mono.empty())
                                    .onErrorResume(CinnabarException.class, failure -> {
                                        heard.add("no options in a transaction");
                                        return Mono.empty();
                                    }))
                            .then(Mono.error(new IllegalStateException("the test has ended")));
                })))
                .hasMessage("the test has ended");
        assertThat(heard).containsExactly("committed", "no options in a transaction");
        assertThat(users("in a test")).isZero();
    }
}
