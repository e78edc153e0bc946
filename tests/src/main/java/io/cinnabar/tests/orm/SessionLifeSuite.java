package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.DetachedEntityException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The life of sessions and of what they hold: beginning, expiring, refreshing, letting go, running again. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class SessionLifeSuite extends OrmSuite {
    /** A suite on a database. */
    protected SessionLifeSuite(TestDatabaseUrl database) {
        super(database);
    }

    private long users(String name) {
        return run(engine.connect(
                connection -> connection.scalar(select(count()).from(User.class).where(User_.name.eq(name)))));
    }

    private static Mono<User> loaded(Session session, Long id) {
        return session.execute(select(User.class).where(User_.id.eq(id)).options(selectInLoad(User_.addresses)))
                .one();
    }

    /** Changes rows past the session. */
    private static Mono<Long> renamed(Session session, Long id, String name) {
        return session.connection()
                .execute(update(User_.ENTITY.table()).set(User_.name, name).where(User_.id.eq(id)))
                .rowsUpdated();
    }

    private static Mono<Long> readdressed(Session session, Long id, String email) {
        return session.connection()
                .execute(update(Address_.ENTITY.table())
                        .set(Address_.email, email)
                        .where(Address_.id.eq(id)))
                .rowsUpdated();
    }

    @Test
    final void beginsOnceAndUntilItIsEnded() {
        run(sessions.withSession(session -> session.begin()
                .then(Mono.fromRunnable(
                        () -> assertThat(session.isInTransaction()).isTrue()))
                .then(session.begin())
                .onErrorResume(SessionStateException.class, failure -> {
                    assertThat(failure).hasMessageContaining("begin() was called while a transaction is open");
                    session.add(new User("begun"));
                    return session.rollback();
                })
                .then(Mono.fromRunnable(
                        () -> assertThat(session.isInTransaction()).isFalse()))
                .then(session.begin())
                .then(Mono.fromRunnable(() -> session.add(new User("begun again"))))
                .then(session.commit())
                .then(Mono.fromRunnable(
                        () -> assertThat(session.isInTransaction()).isFalse()))));
        assertThat(users("begun")).isZero();
        assertThat(users("begun again")).isEqualTo(1);
        assertThatThrownBy(() -> inTransaction(Session::begin)).isInstanceOf(SessionStateException.class);
    }

    @Test
    final void expiresAll() {
        User one = new User("expires one", new Address("one@expires"));
        User two = new User("expires two");
        given(one, two);
        inTransaction(session -> session.getAll(User.class, List.of(one.id, two.id))
                .collectList()
                .flatMap(found -> session.fetch(found, User_.addresses).thenReturn(found))
                .flatMap(found -> {
                    found.get(0).name = "given up";
                    found.get(0).addresses().clear();
                    session.expireAll();
                    assertThat(session.dirtyEntities()).isEmpty();
                    assertThat(found).allSatisfy(each -> {
                        assertThat(session.isLoaded(each)).isFalse();
                        assertThat(session.isLoaded(each, User_.addresses)).isFalse();
                    });
                    return renamed(session, two.id, "elsewhere")
                            .thenMany(session.getAll(User.class, List.of(one.id, two.id)))
                            .map(each -> each.name)
                            .collectList()
                            .doOnNext(names -> assertThat(names).containsExactly("expires one", "elsewhere"));
                }));
    }

    @Test
    final void letsAllObjectsGo() {
        User user = new User("let go");
        given(user);
        User added = new User("let go too");
        inTransaction(session -> session.get(User.class, user.id).flatMap(found -> {
            found.name = "not written";
            session.add(added);
            session.expungeAll();
            assertThat(session.contains(found)).isFalse();
            assertThat(session.contains(added)).isFalse();
            assertThat(session.newEntities()).isEmpty();
            return session.get(User.class, user.id)
                    .doOnNext(again -> assertThat(again).isNotSameAs(found));
        }));
        assertThat(users("let go")).isEqualTo(1);
        assertThat(users("let go too")).isZero();
    }

    @Test
    final void letsGoWhatCascades() {
        User user = new User("detached", new Address("detached@home"));
        given(user);
        inTransaction(session -> loaded(session, user.id).flatMap(found -> {
            Address address = found.addresses().get(0);
            address.email = "not written@home";
            session.expunge(found);
            assertThat(session.contains(address)).isFalse();
            assertThatThrownBy(() -> session.delete(address)).isInstanceOf(DetachedEntityException.class);
            return session.get(Address.class, address.id)
                    .doOnNext(again -> session.expunge(again))
                    .doOnNext(again -> assertThat(session.contains(again)).isFalse());
        }));
        User found = inTransaction(session -> loaded(session, user.id));
        assertThat(found.addresses().get(0).email).isEqualTo("detached@home");
    }

    @Test
    final void refreshesWhatCascades() {
        User user = new User("refreshed", new Address("a@refreshed"), new Address("b@refreshed"));
        given(user);
        assertStatements(
                sessions.withTransaction(session -> loaded(session, user.id).flatMap(found -> {
                    Address first = found.addresses().get(0);
                    first.email = "given up";
                    return renamed(session, user.id, "renamed elsewhere")
                            .then(readdressed(session, first.id, "c@refreshed"))
                            .then(session.refresh(found))
                            .doOnNext(again -> {
                                assertThat(again.name).isEqualTo("renamed elsewhere");
                                assertThat(session.isLoaded(again, User_.addresses))
                                        .isTrue();
                                assertThat(again.addresses()).hasSize(2);
                                assertThat(first.email).isEqualTo("c@refreshed");
                                assertThat(session.dirtyEntities()).isEmpty();
                            });
                })),
                sent -> sent.selects("orm_user", 2).selects("orm_address", 3).count(7));
    }

    @Test
    final void refreshesNothingThatIsNotLoaded() {
        User user = new User("alone", new Address("alone@home"));
        given(user);
        assertStatements(
                sessions.withTransaction(session -> session.get(User.class, user.id)
                        .flatMap(session::refresh)
                        .doOnNext(found -> assertThat(session.isLoaded(found, User_.addresses))
                                .isFalse())),
                sent -> sent.count(2));
    }

    @Test
    final void leavesWhatDoesNotCascadeToWhenItRefreshes() {
        User user = new User("owner", new Address("owner@home"));
        given(user);
        assertStatements(
                sessions.withTransaction(session -> loaded(session, user.id).flatMap(found -> {
                    found.name = "still changed";
                    return session.noAutoflush(
                            quiet -> quiet.refresh(found.addresses().get(0)).doOnNext(address -> {
                                assertThat(found.name).isEqualTo("still changed");
                                assertThat(address.user).isSameAs(found);
                            }));
                })),
                sent -> sent.updates("orm_user", 1).count(4));
    }

    @Test
    final void refreshesACollectionThatSomebodyElseHasChanged() {
        User user = new User("shrinking", new Address("a@shrinking"), new Address("b@shrinking"));
        given(user);
        inTransaction(session -> loaded(session, user.id).flatMap(found -> {
            Address gone = found.addresses().get(0);
            return session.connection()
                    .execute(io.cinnabar.sql.Sql.delete(Address_.ENTITY.table()).where(Address_.id.eq(gone.id)))
                    .rowsUpdated()
                    .then(session.refresh(found))
                    .doOnNext(again -> {
                        assertThat(again.addresses()).hasSize(1);
                        assertThat(session.isLoaded(gone)).isFalse();
                    });
        }));
    }

    @Test
    final void coalescesAdjacentGets() {
        List<User> users = IntStream.range(0, 20)
                .mapToObj(number -> new User("adjacent" + number))
                .toList();
        given(users.toArray());
        var found = new ArrayList<User>();
        assertStatements(
                sessions.withSession(session -> {
                    var gate = Sinks.<Boolean>one();
                    return Mono.when(
                            session.noAutoflush(quiet -> gate.asMono()),
                            Flux.fromIterable(users)
                                    .flatMapSequential(user -> session.get(User.class, user.id), 64)
                                    .doOnNext(found::add),
                            Mono.fromRunnable(() -> gate.tryEmitValue(true).orThrow()));
                }),
                sent -> sent.count(1));
        assertThat(found.stream().map(user -> user.name))
                .containsExactlyElementsOf(users.stream().map(user -> user.name).toList());
    }

    @Test
    final void coalescesNoGetsBetweenWhichSomethingElseComes() {
        User one = new User("apart one");
        User two = new User("apart two");
        Address other = new Address("apart@home");
        given(one, two, other);
        assertStatements(
                sessions.withSession(session -> {
                    var gate = Sinks.<Boolean>one();
                    return Mono.when(
                            session.noAutoflush(quiet -> gate.asMono()),
                            session.get(User.class, one.id),
                            session.get(Address.class, other.id),
                            session.get(User.class, two.id),
                            Mono.fromRunnable(() -> gate.tryEmitValue(true).orThrow()));
                }),
                sent -> sent.selects("orm_user", 2).selects("orm_address", 1).count(3));
    }

    @Test
    final void coalescedGetsGoOnWhenOneIsCancelled() {
        User one = new User("cancelled");
        User two = new User("goes on");
        given(one, two);
        var found = new ArrayList<User>();
        run(sessions.withSession(session -> {
            var gate = Sinks.<Boolean>one();
            return Mono.when(
                    session.noAutoflush(quiet -> gate.asMono()),
                    session.get(User.class, one.id)
                            .takeUntilOther(Mono.delay(Duration.ofMillis(1)).then()),
                    session.get(User.class, two.id).doOnNext(found::add),
                    Mono.delay(Duration.ofMillis(50))
                            .doOnNext(tick -> gate.tryEmitValue(true).orThrow()));
        }));
        assertThat(found)
                .singleElement()
                .satisfies(user -> assertThat(user.name).isEqualTo("goes on"));
    }

    @Test
    final void aGetGoesOnBehindOneThatWasCancelledBefore() {
        User one = new User("cancelled before");
        User two = new User("comes later");
        given(one, two);
        var found = new ArrayList<User>();
        run(sessions.withSession(session -> {
            var gate = Sinks.<Boolean>one();
            var cancelled = Sinks.<Boolean>one();
            return Mono.when(
                    session.noAutoflush(quiet -> gate.asMono()),
                    session.get(User.class, one.id)
                            .takeUntilOther(Mono.delay(Duration.ofMillis(1)))
                            .doOnTerminate(() -> cancelled.tryEmitValue(true).orThrow()),
                    cancelled
                            .asMono()
                            .then(Mono.defer(() -> Mono.when(
                                    session.get(User.class, two.id).doOnNext(found::add),
                                    Mono.fromRunnable(
                                            () -> gate.tryEmitValue(true).orThrow())))));
        }));
        assertThat(found)
                .singleElement()
                .satisfies(user -> assertThat(user.name).isEqualTo("comes later"));
    }

    @Test
    final void runsAWholeUnitAgain() {
        User user = new User("again");
        var attempts = new AtomicInteger();
        var states = new ArrayList<EntityState>();
        run(sessions.withTransaction(TransactionOptions.DEFAULT.withRetry(3, Duration.ofMillis(1)), session -> {
            states.add(session.state(user));
            assertThat(user.id).isNull();
            session.add(user);
            return session.flush()
                    .then(Mono.defer(() -> attempts.incrementAndGet() < 3
                            ? Mono.error(new SerializationFailureException(DatabaseFailure.of("Try again", null)))
                            : Mono.empty()));
        }));
        assertThat(attempts).hasValue(3);
        assertThat(states).containsOnly(EntityState.TRANSIENT);
        assertThat(user.id).isNotNull();
        assertThat(users("again")).isEqualTo(1);
    }

    @Test
    final void givesUpAUnitThatNeverGoesWell() {
        User user = new User("never well");
        assertThatThrownBy(() -> run(sessions.withTransaction(
                        TransactionOptions.DEFAULT.withRetry(2, Duration.ofMillis(1)), session -> {
                            session.add(user);
                            return session.flush()
                                    .then(Mono.error(
                                            new SerializationFailureException(DatabaseFailure.of("Try again", null))));
                        })))
                .isInstanceOf(SerializationFailureException.class);
        assertThat(user.id).isNull();
        assertThat(users("never well")).isZero();
    }

    @Test
    final void keepsObjectsOfTwoSessionsApart() {
        User user = new User("twice", new Address("twice@home"));
        given(user);
        User first = inTransaction(session -> loaded(session, user.id));
        first.name = "changed outside";
        inTransaction(session -> loaded(session, user.id).flatMap(second -> {
            assertThat(second).isNotSameAs(first);
            assertThatThrownBy(() -> session.add(first)).isInstanceOf(DetachedEntityException.class);
            assertThatThrownBy(() -> session.refresh(first)).isInstanceOf(DetachedEntityException.class);
            assertThatThrownBy(() -> session.fetch(first, User_.addresses)).isInstanceOf(DetachedEntityException.class);
            assertThatThrownBy(() -> session.isModified(first)).isInstanceOf(DetachedEntityException.class);
            second.addresses().add(first.addresses().get(0));
            return session.flush().onErrorResume(DetachedEntityException.class, failure -> {
                assertThat(failure).hasMessageContaining("'User.addresses'");
                second.addresses().remove(1);
                return Mono.empty();
            });
        }));
        assertThat(users("twice")).isEqualTo(1);
        User merged = inTransaction(session -> session.merge(first));
        assertThat(merged.name).isEqualTo("changed outside");
    }

    @Test
    @DisplayName("K09 an object that another session has written meanwhile")
    final void refusesAnObjectThatAnotherSessionHasWritten() {
        User shared = new User("shared");
        assertThatThrownBy(() -> run(sessions.withSession(second -> {
                    second.add(shared);
                    return sessions.withTransaction(first -> {
                                first.add(shared);
                                return Mono.empty();
                            })
                            .then(second.commit());
                })))
                .isInstanceOf(UniqueViolationException.class)
                .hasMessageContaining("in the flush, at the INSERT of User (new, object 1)");
        assertThat(users("shared")).isEqualTo(1);
        assertThatThrownBy(() -> given(shared)).isInstanceOf(DetachedEntityException.class);
    }

    @Test
    @DisplayName("K09 merging an object whose row somebody else has deleted")
    final void mergesNothingThatIsDeleted() {
        User user = new User("merged too late");
        given(user);
        inTransaction(session ->
                session.get(User.class, user.id).doOnNext(session::delete).then());
        assertThatThrownBy(() -> inTransaction(session -> session.merge(user)))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("User " + user.id + " cannot be merged: its row was deleted");
        assertThat(users("merged too late")).isZero();
    }

    @Test
    @DisplayName("K09 merging twice, and an object of the session itself")
    final void mergesIntoTheSameObject() {
        User user = new User("merged twice");
        given(user);
        user.name = "merged";
        inTransaction(session -> session.merge(user)
                .flatMap(first -> session.merge(user)
                        .doOnNext(second -> assertThat(second).isSameAs(first)))
                .flatMap(first ->
                        session.merge(first).doOnNext(same -> assertThat(same).isSameAs(first))));
        assertThat(users("merged")).isEqualTo(1);
    }
}
