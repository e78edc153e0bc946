package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.DetachedEntityException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionOptions;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.tests.orm.model.Account;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What sessions do beside writing: transactions, states, merging, expiry. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class SessionSuite extends OrmSuite {
    /** A suite on a database. */
    protected SessionSuite(TestDatabaseUrl database) {
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

    @Test
    final void commitsByHand() {
        User user = new User("by hand");
        run(sessions.withSession(session -> {
            session.add(user);
            return session.commit().then(Mono.fromRunnable(() -> {
                assertThat(session.state(user)).isEqualTo(EntityState.PERSISTENT);
                assertThat(session.isInTransaction()).isFalse();
            }));
        }));
        assertThat(users("by hand")).isEqualTo(1);
    }

    @Test
    final void rollsBackWhatWasNotCommitted() {
        User user = new User("dropped");
        run(sessions.withSession(session -> {
            session.add(user);
            return session.flush();
        }));
        assertThat(users("dropped")).isZero();
        assertThat(user.id).isNull();
    }

    @Test
    final void takesObjectsBackOnRollback() {
        User kept = new User("kept", new Address("kept@home"));
        given(kept);
        User fresh = new User("fresh one");
        run(sessions.withSession(session -> loaded(session, kept.id).flatMap(user -> {
            user.name = "changed";
            session.add(fresh);
            return session.flush()
                    .then(Mono.fromRunnable(() -> session.delete(user)))
                    .then(session.flush())
                    .then(Mono.fromRunnable(
                            () -> assertThat(session.state(user)).isEqualTo(EntityState.DELETED)))
                    .then(session.rollback())
                    .then(Mono.fromRunnable(() -> {
                        assertThat(fresh.id).isNull();
                        assertThat(session.state(fresh)).isEqualTo(EntityState.TRANSIENT);
                        assertThat(session.state(user)).isEqualTo(EntityState.PERSISTENT);
                        assertThat(user.name).isEqualTo("kept");
                        assertThat(session.isLoaded(user)).isFalse();
                        session.add(fresh);
                        user.name = "changed later";
                    }))
                    .then(session.commit());
        })));
        assertThat(users("changed later")).isEqualTo(1);
        assertThat(users("fresh one")).isEqualTo(1);
    }

    @Test
    final void undoesNestedWorkAlone() {
        User outer = new User("outer");
        User inner = new User("inner");
        inTransaction(session -> {
            session.add(outer);
            return session.beginNested(nested -> {
                        nested.add(inner);
                        outer.name = "renamed";
                        return nested.flush().then(Mono.error(new IllegalStateException("enough")));
                    })
                    .onErrorResume(IllegalStateException.class, failure -> Mono.empty())
                    .then(Mono.fromRunnable(() -> {
                        assertThat(session.state(inner)).isEqualTo(EntityState.TRANSIENT);
                        assertThat(inner.id).isNull();
                        assertThat(outer.name).isEqualTo("outer");
                    }));
        });
        assertThat(users("outer")).isEqualTo(1);
        assertThat(users("inner")).isZero();
    }

    @Test
    final void keepsNestedWorkThatCompletes() {
        User inner = new User("nested and kept");
        inTransaction(session -> session.beginNested(nested -> {
            nested.add(inner);
            return Mono.just("done");
        }));
        assertThat(users("nested and kept")).isEqualTo(1);
    }

    @Test
    final void refusesToEndTheTransactionOfTheFactory() {
        for (Object each : List.of("commit", "rollback")) {
            assertThatThrownBy(() ->
                            inTransaction(session -> each.equals("commit") ? session.commit() : session.rollback()))
                    .isInstanceOf(SessionStateException.class)
                    .hasMessageContaining(each + "() was called in a transaction that the session has not begun")
                    .hasMessageContaining("[ORM-002]");
        }
    }

    @Test
    final void needsARollbackAfterAFailedFlush() {
        given(new User("first", new Address("unique@home")));
        User second = new User("second", new Address("unique@home"));
        run(sessions.withSession(session -> {
            session.add(second);
            return session.flush()
                    .onErrorResume(UniqueViolationException.class, failure -> {
                        assertThat(failure).hasMessageContaining("at the INSERT of Address (new");
                        assertThatThrownBy(() -> session.add(new User("third")))
                                .isInstanceOf(SessionStateException.class)
                                .hasMessageContaining("session.rollback()")
                                .hasCause(failure);
                        return session.get(User.class, 1L)
                                .then()
                                .onErrorResume(SessionStateException.class, refused -> session.rollback());
                    })
                    .then(Mono.fromRunnable(() -> {
                        second.addresses().get(0).email = "other@home";
                        session.add(second);
                    }))
                    .then(session.commit());
        }));
        assertThat(users("second")).isEqualTo(1);
    }

    @Test
    final void goesOnAfterAFailedNestedFlush() {
        given(new User("taken", new Address("taken@home")));
        inTransaction(session -> session.beginNested(nested -> {
                    nested.add(new User("loser", new Address("taken@home")));
                    return Mono.just("flushed at the end");
                })
                .onErrorResume(UniqueViolationException.class, failure -> Mono.just("failed"))
                .doOnNext(result -> {
                    assertThat(result).isEqualTo("failed");
                    session.add(new User("winner"));
                })
                .then());
        assertThat(users("loser")).isZero();
        assertThat(users("winner")).isEqualTo(1);
    }

    @Test
    final void failsWhenTheSessionHasEnded() {
        var kept = new AtomicReference<Session>();
        inTransaction(session -> {
            kept.set(session);
            return Mono.empty();
        });
        assertThatThrownBy(() -> run(kept.get().flush()))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("after it had ended");
        assertThatThrownBy(() -> kept.get().add(new User("late"))).isInstanceOf(SessionStateException.class);
    }

    @Test
    final void namesWhatSomebodyElseHasChanged() {
        Account account = new Account(1);
        given(account);
        assertThatThrownBy(() -> inTransaction(session -> session.get(Account.class, account.id)
                        .doOnNext(mine -> mine.balance = 2)
                        .flatMap(mine -> Mono.fromRunnable(() -> changeElsewhere(account)))))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("Account " + account.id + " was changed by somebody else")
                .hasMessageContaining("its version is 1 instead of 0");
        assertThatThrownBy(() -> inTransaction(session -> session.get(Account.class, account.id)
                        .doOnNext(session::delete)
                        .flatMap(mine -> Mono.fromRunnable(() -> changeElsewhere(account)))))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("It was not deleted");
        assertThat(inTransaction(session -> session.get(Account.class, account.id)).balance)
                .isEqualTo(42);
    }

    /** In a session of another thread, as this one may be an event loop. */
    private void changeElsewhere(Account account) {
        var thread = new Thread(() -> inTransaction(session -> session.get(Account.class, account.id)
                .doOnNext(theirs -> theirs.balance += 41)
                .doOnNext(theirs -> theirs.balance = 42)
                .doOnNext(theirs -> theirs.picture = new byte[] {(byte) theirs.version})
                .then()));
        thread.start();
        boolean isDone = false;
        while (!isDone) {
            isDone = !thread.isAlive();
        }
    }

    @Test
    final void refusesChangedAndMissingKeys() {
        User user = new User("key");
        given(user);
        assertThatThrownBy(() -> inTransaction(session -> session.get(User.class, user.id)
                        .doOnNext(found -> found.id = -1L)
                        .then()))
                .hasMessageContaining("The key of User " + user.id + " was changed")
                .hasMessageContaining("[ORM-007]");
        assertThatThrownBy(() -> inTransaction(session -> {
                    session.add(new io.cinnabar.tests.orm.model.Order());
                    return session.flush();
                }))
                .hasMessageContaining("has no value for 'number'")
                .hasMessageContaining("[ORM-001]");
    }

    @Test
    final void refusesObjectsOfOthers() {
        User user = new User("elsewhere");
        given(user);
        assertThatThrownBy(() -> inTransaction(session -> {
                    session.add(user);
                    return Mono.empty();
                }))
                .isInstanceOf(DetachedEntityException.class)
                .hasMessageContaining("merge(…)");
        assertThatThrownBy(() -> inTransaction(session -> {
                    session.delete(user);
                    return Mono.empty();
                }))
                .isInstanceOfSatisfying(
                        DetachedEntityException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ENTITY_FOREIGN));
    }

    @Test
    final void namesTheRelationshipToAnObjectThatWasNotAdded() {
        Address address = new Address("lost@home");
        address.user = new User("lost");
        assertThatThrownBy(() -> inTransaction(session -> {
                    session.add(address);
                    return session.flush();
                }))
                .hasMessageContaining("refers by 'Address.user' to an object of User that was not added");
    }

    @Test
    final void mergesAGraph() {
        User user = new User("merged", new Address("one@merged"), new Address("two@merged"));
        given(user);
        user.name = "merged again";
        user.addresses().remove(0);
        user.addresses().add(new Address("three@merged"));
        User copy = inTransaction(session -> session.merge(user));
        assertThat(copy).isNotSameAs(user);
        User found = inTransaction(session -> loaded(session, user.id));
        assertThat(found.name).isEqualTo("merged again");
        assertThat(found.addresses().stream().map(address -> address.email))
                .containsExactly("two@merged", "three@merged");
    }

    @Test
    final void mergesNoStaleVersion() {
        Account account = new Account(5);
        given(account);
        inTransaction(session -> session.get(Account.class, account.id)
                .doOnNext(mine -> mine.balance++)
                .then());
        assertThatThrownBy(() -> inTransaction(session -> session.merge(account)))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("the object has version 0, its row has version 1");
    }

    @Test
    final void refreshesAndExpires() {
        User user = new User("original");
        given(user);
        inTransaction(session -> session.get(User.class, user.id)
                .doOnNext(found -> {
                    found.name = "scratched";
                    assertThat(session.isModified(found)).isTrue();
                    assertThat(session.dirtyEntities()).containsExactly(found);
                })
                .flatMap(session::refresh)
                .doOnNext(found -> {
                    assertThat(found.name).isEqualTo("original");
                    found.name = "scratched again";
                    session.expire(found);
                    assertThat(session.isModified(found)).isFalse();
                    assertThat(session.isLoaded(found, User_.name)).isFalse();
                })
                .flatMap(found -> session.get(User.class, user.id))
                .doOnNext(
                        found -> assertThat(session.isLoaded(found, User_.name)).isTrue())
                .then());
        assertThat(users("original")).isEqualTo(1);
    }

    @Test
    final void letsObjectsGo() {
        User user = new User("gone");
        given(user);
        inTransaction(session -> session.get(User.class, user.id)
                .doOnNext(found -> {
                    found.name = "not written";
                    session.expunge(found);
                    assertThat(session.contains(found)).isFalse();
                })
                .then());
        assertThat(users("gone")).isEqualTo(1);
    }

    @Test
    final void expiresOnCommitWhenAsked() {
        User user = new User("expiring");
        run(sessions.withOptions(SessionOptions.DEFAULT.expiringOnCommit()).withSession(session -> {
            session.add(user);
            return session.commit()
                    .then(Mono.fromRunnable(
                            () -> assertThat(session.isLoaded(user)).isFalse()));
        }));
    }

    @Test
    final void explainsAFlushWithoutWriting() {
        User user = new User("planned", new Address("planned@home"));
        String plan = run(sessions.withSession(session -> {
            session.add(user);
            assertThat(session.newEntities())
                    .containsExactly(user, user.addresses().get(0));
            return session.explainFlush();
        }));
        assertThat(plan.lines()).hasSize(2);
        assertThat(plan).contains("1. INSERT orm_user (name)").contains("2. INSERT orm_address (email, user_id)");
        assertThat(users("planned")).isZero();
    }

    @Test
    final void doesNotFlushBeforeStatementsWhenToldSo() {
        long found = run(sessions.withSession(session -> {
            session.add(new User("unseen"));
            return session.noAutoflush(
                    quiet -> quiet.scalar(select(count()).from(User.class).where(User_.name.eq("unseen"))));
        }));
        assertThat(found).isZero();
    }

    @Test
    final void takesDeletedObjectsOutOfCollections() {
        User user = new User("tidy", new Address("left@tidy"), new Address("stays@tidy"));
        given(user);
        inTransaction(session -> loaded(session, user.id).flatMap(found -> {
            session.delete(found.addresses().get(0));
            return session.flush().then(Mono.fromRunnable(() -> {
                assertThat(found.addresses()).hasSize(1);
                found.addresses().add(new Address("new@tidy"));
            }));
        }));
        User found = inTransaction(session -> loaded(session, user.id));
        assertThat(found.addresses().stream().map(address -> address.email)).containsExactly("stays@tidy", "new@tidy");
    }

    @Test
    final void givesNewObjectsBackWhenTheTransactionIsLost() {
        User user = new User("lost and added again");
        assertThatThrownBy(() -> inTransaction(session -> {
                    session.add(user);
                    return session.flush().then(Mono.error(new IllegalStateException("lost")));
                }))
                .hasMessage("lost");
        assertThat(user.id).isNull();
        given(user);
        assertThat(users("lost and added again")).isEqualTo(1);
    }

    @Test
    final void coalescesGetsThatWait() {
        List<User> users = IntStream.range(0, 20)
                .mapToObj(number -> new User("get" + number))
                .toList();
        given(users.toArray());
        var found = new ArrayList<User>();
        assertStatements(
                sessions.withSession(session -> Flux.fromIterable(users)
                        .flatMap(user -> session.get(User.class, user.id), 64)
                        .doOnNext(found::add)
                        .then()),
                sent -> sent.atMost(20));
        assertThat(found).hasSize(20);
    }
}
