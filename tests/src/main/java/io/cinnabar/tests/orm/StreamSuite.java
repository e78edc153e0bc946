package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.Capability;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Reading objects in bounded memory. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class StreamSuite extends OrmSuite {
    private static final int COUNT = 1_000;
    private static final Select<User> USERS =
            select(User.class).where(User_.name.like("streamed%")).orderBy(User_.id);

    /** A suite on a database. */
    protected StreamSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeAll
    final void giveUsers() {
        given(IntStream.range(0, COUNT)
                .mapToObj(number -> new User("streamed" + number, new Address(number + "@streamed")))
                .toArray());
    }

    private Flux<User> streamed(int fetchSize) {
        return Flux.from(sessions.withSession(
                        session -> session.stream(USERS, fetchSize).collectList()))
                .flatMapIterable(users -> users);
    }

    @Test
    final void emitsAllRowsInTheirOrder() {
        assertStatements(
                streamed(7)
                        .map(user -> user.name)
                        .collectList()
                        .doOnNext(names -> assertThat(names)
                                .containsExactlyElementsOf(IntStream.range(0, COUNT)
                                        .mapToObj(number -> "streamed" + number)
                                        .toList())),
                sent -> sent.count(1));
    }

    @Test
    final void emitsObjectsThatTheSessionDoesNotKnow() {
        run(sessions.withSession(session -> session.stream(USERS)
                .take(3)
                .collectList()
                .flatMap(users -> {
                    users.get(0).name = "not written";
                    assertThat(session.contains(users.get(0))).isFalse();
                    assertThatThrownBy(() -> users.get(0).addresses().size())
                            .isInstanceOf(UnloadedAttributeException.class);
                    assertThat(session.dirtyEntities()).isEmpty();
                    return session.get(User.class, users.get(0).id)
                            .doOnNext(known -> assertThat(known)
                                    .isNotSameAs(users.get(0))
                                    .satisfies(each -> assertThat(each.name).isEqualTo("streamed0")));
                })));
    }

    @Test
    final void writesChangesBefore() {
        List<User> found = inTransaction(session -> {
            session.add(new User("fresh in a stream"));
            return session.stream(select(User.class).where(User_.name.eq("fresh in a stream")))
                    .collectList();
        });
        assertThat(found).hasSize(1);
    }

    @Test
    final void leavesTheSessionUsableWhenCancelled() {
        run(sessions.withSession(session -> session.stream(USERS, 5)
                .take(12)
                .count()
                .doOnNext(count -> assertThat(count).isEqualTo(12))
                .then(session.stream(USERS, 5).next())
                .then(session.execute(USERS).all().count())
                .doOnNext(count -> assertThat(count).isEqualTo(COUNT))));
    }

    @Test
    final void leavesTheSessionUsableWhenTheReaderFails() {
        run(sessions.withSession(session -> session.stream(USERS, 5)
                .doOnNext(user -> {
                    if ("streamed20".equals(user.name)) {
                        throw new IllegalStateException("enough");
                    }
                })
                .count()
                .onErrorResume(
                        IllegalStateException.class,
                        failure -> session.execute(USERS).all().count())
                .doOnNext(count -> assertThat(count).isEqualTo(COUNT))));
    }

    @Test
    final void failsAtOnceWhenAnotherOperationComesBetween() {
        assertThatThrownBy(() -> run(sessions.withSession(session -> session.stream(USERS, 5)
                        .concatMap(user -> session.get(User.class, user.id))
                        .then())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("orm_user");
    }

    @Test
    final void refusesJoinedCollections() {
        for (Select<?> each : List.of(
                USERS.options(joinedLoad(User_.addresses)),
                select(Address.class).options(joinedLoad(Address_.user).with(joinedLoad(User_.addresses))),
                select(User_.ENTITY, User_.name).options(joinedLoad(User_.addresses)))) {
            assertThatThrownBy(() -> run(
                            sessions.withSession(session -> session.stream(each).then())))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("cannot load a collection by a join");
        }
    }

    @Test
    final void joinsReferences() {
        long owned = run(sessions.withSession(session -> session.stream(
                        select(Address.class)
                                .where(Address_.email.like("%@streamed"))
                                .options(joinedLoad(Address_.user)),
                        100)
                .filter(address -> address.user != null && address.user.name != null)
                .count()));
        assertThat(owned).isEqualTo(COUNT);
    }

    @Test
    final void loadsCollectionsBetweenThePortionsOfACursor() {
        var statement = USERS.options(selectInLoad(User_.addresses));
        assertThatThrownBy(() -> run(sessions.withSession(
                        session -> session.stream(statement).then())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'User.addresses' by a statement of its own");
        if (!engine.dialect().supports(Capability.SERVER_CURSORS)) {
            return;
        }
        assertStatements(
                sessions.withTransaction(session -> session.stream(
                                statement.option(ExecutionOptions.SERVER_CURSOR, true), 100)
                        .concatMap(user -> session.get(User.class, user.id)
                                .doOnNext(known -> assertThat(known).isNotSameAs(user))
                                .thenReturn(user.addresses().size()))
                        .reduce(0, Integer::sum)
                        .doOnNext(addresses -> assertThat(addresses).isEqualTo(COUNT))),
                sent -> sent.selects("orm_address", COUNT / 100));
    }

    @Test
    final void refusesAPortionOfNothing() {
        assertThatThrownBy(() -> run(
                        sessions.withSession(session -> session.stream(USERS, 0).then())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
