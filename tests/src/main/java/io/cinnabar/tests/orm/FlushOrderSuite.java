package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.orm.Session;
import io.cinnabar.schema.Table;
import io.cinnabar.tests.orm.model.Account;
import io.cinnabar.tests.orm.model.Order;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The order in which a flush writes, one flush beside another, and what goes past the session. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class FlushOrderSuite extends OrmSuite {
    private static final int MANY = 300;

    /** A suite on a database. */
    protected FlushOrderSuite(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    final void insertsInTheOrderOfAdding() {
        var users = new ArrayList<>(IntStream.range(0, MANY)
                .mapToObj(number -> new User("user " + number))
                .toList());
        Collections.shuffle(users, new java.util.Random(7));
        given(users.toArray());
        assertThat(users).extracting(user -> user.id).isSorted().doesNotHaveDuplicates();
        List<User> withStatus = IntStream.range(0, MANY)
                .mapToObj(number -> new User("user " + number))
                .toList();
        for (int number = 0; number < MANY; number += 2) {
            withStatus.get(number).status = "given";
        }
        given(withStatus.toArray());
        assertThat(withStatus)
                .filteredOn(user -> "given".equals(user.status))
                .extracting(user -> user.id)
                .isSorted();
        assertThat(withStatus)
                .filteredOn(user -> "fresh".equals(user.status))
                .extracting(user -> user.id)
                .isSorted();
    }

    @Test
    final void flushesOnceWhenTwoFlushesMeet() {
        User user = new User("met");
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(user);
                    return Mono.zip(
                                    session.flush().thenReturn(1),
                                    session.flush().thenReturn(2),
                                    session.flush().thenReturn(3))
                            .then();
                }),
                sent -> sent.inserts("orm_user", 1).count(1));
    }

    @Test
    final void refusesAFlushWithinAFlush() {
        User user = new User("within");
        var failures = new ArrayList<Throwable>();
        run(sessions.withTransaction(session -> {
            session.add(user);
            Disposable listening = engine.listen(new EngineListener() {
                @Override
                public Mono<Void> beforeExecute(StatementEvent event) {
                    return event.sql().contains("INSERT INTO orm_user")
                            ? session.flush().onErrorResume(failure -> {
                                failures.add(failure);
                                return Mono.empty();
                            })
                            : Mono.empty();
                }
            });
            return session.flush().doFinally(end -> listening.dispose());
        }));
        assertThat(failures).hasSize(1).first().isInstanceOf(SessionStateException.class);
        assertThat(inTransaction(session -> session.get(User.class, user.id)).name)
                .isEqualTo("within");
    }

    /** What a session would write that has read and changed objects in an order. */
    private String plan(List<Object> changed) {
        return inTransaction(session -> Flux.fromIterable(changed)
                .concatMap(object -> change(session, object))
                .then(Mono.defer(session::explainFlush))
                .flatMap(plan -> {
                    session.expungeAll();
                    return Mono.just(plan);
                }));
    }

    private static Mono<?> change(Session session, Object object) {
        if (object instanceof User user) {
            return session.get(User.class, user.id).doOnNext(found -> {
                if ("named".equals(user.name)) {
                    found.name = "changed";
                } else {
                    found.status = "changed";
                }
            });
        }
        if (object instanceof Order order) {
            return session.get(Order.class, order.number).doOnNext(found -> found.customer = "changed");
        }
        return session.get(Account.class, ((Account) object).id).doOnNext(found -> found.balance++);
    }

    private void assertSamePlan(Object... objects) {
        given(objects);
        List<Object> changed = new ArrayList<>(List.of(objects));
        String plan = plan(changed);
        Collections.reverse(changed);
        assertThat(plan(changed)).isEqualTo(plan);
    }

    @Test
    final void writesTheSameRowsInTheSameOrder() {
        assertSamePlan(new User("named"), new User("named"), new User("named"));
        assertSamePlan(new Account(1), new Account(2), new Account(3));
    }

    @Test
    final void writesTheSameClassesInTheSameOrder() {
        assertSamePlan(new User("named"), new Account(4), new Order(801));
    }

    @Test
    final void writesTheSameColumnsInTheSameOrder() {
        assertSamePlan(new User("named"), new User("other"));
    }

    @Test
    final void doesNotVersionWhatGoesPastIt() {
        Account account = new Account(10);
        given(account);
        int before = account.version;
        Table accounts = sessions.mappings().mapper(Account.class).table();
        var id = accounts.c("id", java.util.UUID.class);
        var balance = accounts.c("balance", Integer.class);
        inTransaction(session -> session.get(Account.class, account.id)
                .flatMap(found -> session.connection()
                        .execute(update(accounts).set(balance, 20).where(id.eq(account.id)))
                        .rowsUpdated()
                        .flatMap(rows -> {
                            assertThat(rows).isEqualTo(1);
                            assertThat(found.balance).isEqualTo(10);
                            return session.refresh(found);
                        })
                        .flatMap(read -> {
                            assertThat(read.balance).isEqualTo(20);
                            assertThat(read.version).isEqualTo(before);
                            read.balance = 30;
                            return session.flush();
                        })
                        .then(Mono.fromRunnable(() -> assertThat(found.version).isEqualTo(before + 1)))));
        var version = accounts.c("version", Integer.class);
        assertThatThrownBy(() -> inTransaction(session -> session.get(Account.class, account.id)
                        .flatMap(found -> session.connection()
                                .execute(update(accounts)
                                        .set(version, before + 7)
                                        .where(id.eq(account.id)))
                                .rowsUpdated()
                                .then(Mono.fromRunnable(() -> found.balance = 40)))
                        .then()))
                .isInstanceOf(StaleEntityException.class);
    }
}
