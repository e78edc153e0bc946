package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Writing new, changed and deleted objects. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class FlushSuite extends OrmSuite {
    /** A suite on a database. */
    protected FlushSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Mono<User> found(io.cinnabar.orm.Session session, Long id) {
        return session.execute(select(User.class).where(User_.id.eq(id)).options(selectInLoad(User_.addresses)))
                .one();
    }

    @Test
    final void insertsWhatCascadesAndGivesKeys() {
        User user = new User("sandy", new Address("sandy@home"), new Address("sandy@work"));
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(user);
                    return session.flush();
                }),
                sent -> sent.inserts("orm_user", 1).inserts("orm_address", 1).count(2));
        assertThat(user.id).isNotNull();
        assertThat(user.status).isEqualTo("fresh");
        assertThat(user.addresses()).allSatisfy(address -> {
            assertThat(address.id).isNotNull();
            assertThat(address.user).isSameAs(user);
        });
        List<String> emails = inTransaction(session -> found(session, user.id)
                .map(loaded -> loaded.addresses().stream()
                        .map(address -> String.valueOf(address.email))
                        .toList()));
        assertThat(emails).containsExactly("sandy@home", "sandy@work");
    }

    @Test
    final void updatesTheChangedColumnOnly() {
        User user = new User("patrick");
        given(user);
        assertStatements(
                sessions.withTransaction(session -> session.get(User.class, user.id)
                        .doOnNext(loaded -> loaded.status = "old")
                        .then()),
                sent -> assertThat(sent.updates("orm_user", 1).count(2).sql().get(1))
                        .doesNotContain("name"));
        assertThat(inTransaction(session -> session.get(User.class, user.id)).status)
                .isEqualTo("old");
    }

    @Test
    final void deletesWithWhatCascades() {
        User user = new User("squid", new Address("squid@home"), new Address("squid@work"));
        given(user);
        assertStatements(
                sessions.withTransaction(session -> session.get(User.class, user.id)
                        .doOnNext(session::delete)
                        .then()),
                sent -> sent.deletes("orm_address", 1).deletes("orm_user", 1).count(4));
        boolean isThere =
                inTransaction(session -> session.get(User.class, user.id).hasElement());
        assertThat(isThere).isFalse();
    }

    @Test
    final void deletesOrphansAndInsertsWhatCame() {
        User user = new User("plankton", new Address("a@plankton"), new Address("b@plankton"));
        given(user);
        assertStatements(
                sessions.withTransaction(session -> found(session, user.id)
                        .doOnNext(loaded -> {
                            loaded.addresses().remove(0);
                            loaded.addresses().add(new Address("c@plankton"));
                        })
                        .then()),
                sent -> sent.deletes("orm_address", 1).inserts("orm_address", 1).count(4));
        List<String> emails = inTransaction(session -> found(session, user.id)
                .map(loaded -> loaded.addresses().stream()
                        .map(address -> String.valueOf(address.email))
                        .toList()));
        assertThat(emails).containsExactly("b@plankton", "c@plankton");
    }

    @Test
    final void writesAThousandObjectsByAHandfulOfStatements() {
        List<User> users = IntStream.range(0, 1_000)
                .mapToObj(number -> new User("many" + number))
                .toList();
        assertStatements(
                sessions.withTransaction(session -> {
                    session.addAll(users);
                    return Mono.empty();
                }),
                sent -> sent.atMost(10));
        assertStatements(
                sessions.withTransaction(
                        session -> session.execute(select(User.class).where(User_.name.like("many%")))
                                .all()
                                .doOnNext(user -> user.name = user.name + "!")
                                .then()),
                sent -> sent.atMost(10));
        assertStatements(
                sessions.withTransaction(
                        session -> session.execute(select(User.class).where(User_.name.like("many%!")))
                                .all()
                                .doOnNext(session::delete)
                                .count()),
                sent -> sent.atMost(10));
    }

    @Test
    final void writesNothingWhenNothingHasChanged() {
        User user = new User("pearl", new Address("pearl@home"));
        given(user);
        assertStatements(
                sessions.withTransaction(
                        session -> found(session, user.id).then(session.flush()).then(session.flush())),
                sent -> sent.count(2));
    }
}
