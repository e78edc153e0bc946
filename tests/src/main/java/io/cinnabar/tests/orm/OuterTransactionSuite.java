package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.orm.Session;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Sessions on connections, and in transactions, that somebody else has opened. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class OuterTransactionSuite extends OrmSuite {
    /** A suite on a database. */
    protected OuterTransactionSuite(TestDatabaseUrl database) {
        super(database);
    }

    private long users(String name) {
        return run(engine.connect(
                connection -> connection.scalar(select(count()).from(User.class).where(User_.name.eq(name)))));
    }

    private static Mono<Void> added(Session session, String name) {
        return Mono.fromRunnable(() -> session.add(new User(name)));
    }

    private Mono<Void> inserted(Connection connection, String name) {
        return connection
                .execute(insert(User_.ENTITY.table()).set(User_.name, name))
                .rowsUpdated()
                .then();
    }

    @Test
    final void writesIntoTheTransactionOfTheConnection() {
        run(engine.begin(connection -> inserted(connection, "outer, by hand")
                .then(sessions.withSession(
                        connection,
                        session -> session.execute(select(User.class).where(User_.name.eq("outer, by hand")))
                                .one()
                                .doOnNext(found -> found.name = "outer, changed")
                                .then(added(session, "outer, added"))))
                .then(connection.scalar(select(count()).from(User.class).where(User_.name.startsWith("outer,"))))
                .doOnNext(seen -> assertThat(seen).isEqualTo(2))));
        assertThat(users("outer, changed")).isEqualTo(1);
        assertThat(users("outer, added")).isEqualTo(1);
    }

    @Test
    final void isRolledBackWithTheTransactionOfTheConnection() {
        assertThatThrownBy(() -> run(engine.begin(
                        connection -> sessions.withSession(connection, session -> added(session, "outer, rolled back"))
                                .then(Mono.error(new IllegalStateException("afterwards"))))))
                .hasMessageContaining("afterwards");
        assertThat(users("outer, rolled back")).isZero();
    }

    @Test
    final void endsNoTransactionOfOthers() {
        assertThatThrownBy(() -> run(engine.begin(connection -> sessions.withSession(
                        connection,
                        session -> added(session, "outer, committed").then(session.commit())))))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("commit() was called in a transaction that the session has not begun");
        assertThat(users("outer, committed")).isZero();
    }

    @Test
    final void beginsAndEndsItsOwnOnAConnectionWithoutOne() {
        run(engine.connect(connection -> sessions.withSession(
                        connection, session -> added(session, "own, committed").then(session.commit()))
                .then(sessions.withSession(
                        connection, session -> added(session, "own, lost").then(session.flush())))));
        assertThat(users("own, committed")).isEqualTo(1);
        assertThat(users("own, lost")).isZero();
    }

    @Test
    final void getsAnObjectWithItsRelationships() {
        User user = new User("got whole", new Address("whole@home"));
        given(user);
        assertStatements(
                sessions.withSession(session -> session.get(
                                User.class,
                                user.id,
                                selectInLoad(User_.addresses).with(selectInLoad(Address_.user)))
                        .doOnNext(found -> assertThat(found.addresses()).hasSize(1))
                        .flatMap(found -> session.get(User.class, user.id, selectInLoad(User_.addresses)))
                        .flatMap(found -> session.get(User.class, -1L, selectInLoad(User_.addresses)))),
                sent -> sent.selects("orm_user", 2).selects("orm_address", 1).count(3));
    }

    @Test
    final void listsItsObjects() {
        User kept = new User("listed");
        given(kept);
        inTransaction(session -> session.get(User.class, kept.id).flatMap(found -> {
            User added = new User("listed too");
            User gone = new User("not listed");
            session.addAll(java.util.List.of(added, gone));
            session.expunge(gone);
            assertThat(session.entities()).containsExactly(found, added);
            session.delete(found);
            return session.flush()
                    .then(Mono.fromRunnable(() -> assertThat(session.entities()).containsExactly(added)));
        }));
    }
}
