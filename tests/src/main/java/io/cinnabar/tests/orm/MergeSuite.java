package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.StaleEntityException;
import io.cinnabar.tests.orm.model.Account;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many objects of other sessions, merged at once. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class MergeSuite extends OrmSuite {
    /** A suite on a database. */
    protected MergeSuite(TestDatabaseUrl database) {
        super(database);
    }

    private List<User> users(String name, int count) {
        List<User> users = IntStream.range(0, count)
                .mapToObj(number -> new User(name + number, new Address(name + number + "@home")))
                .toList();
        given(users.toArray());
        return inTransaction(session -> session.execute(select(User.class)
                        .where(User_.name.startsWith(name))
                        .orderBy(User_.id.asc())
                        .options(selectInLoad(User_.addresses)))
                .all()
                .collectList());
    }

    @Test
    final void mergesManyByOneStatementForEachClassAndRelationship() {
        List<User> detached = users("many", 20);
        detached.forEach(user -> {
            user.name = "merged " + user.name;
            user.addresses().get(0).email = "merged" + user.id;
        });
        var merged = new ArrayList<User>();
        assertStatements(
                sessions.withTransaction(session -> session.mergeAll(detached)
                        .doOnNext(merged::add)
                        .doOnNext(user -> assertThat(session.contains(user)).isTrue())
                        .then()),
                sent -> sent.selects("orm_user", 1)
                        .selects("orm_address", 2)
                        .updates("orm_user", 1)
                        .updates("orm_address", 1)
                        .count(5));
        assertThat(merged).doesNotContainAnyElementsOf(detached);
        assertThat(merged.stream().map(user -> user.id))
                .containsExactlyElementsOf(
                        detached.stream().map(user -> user.id).toList());
        List<User> read = inTransaction(session -> session.getAll(
                        User.class, detached.stream().map(user -> user.id).toList())
                .collectList());
        assertThat(read).allSatisfy(user -> assertThat(user.name).startsWith("merged many"));
    }

    @Test
    final void mergesNewAndOldOnesAndThoseOfTheSession() {
        User detached = users("mixed", 1).get(0);
        User fresh = new User("mixed, fresh");
        User own = new User("mixed, own");
        inTransaction(session -> {
            session.add(own);
            return session.mergeAll(List.of(fresh, detached, own)).collectList().doOnNext(merged -> {
                assertThat(merged).hasSize(3);
                assertThat(merged.get(0)).isNotSameAs(fresh);
                assertThat(merged.get(1).id).isEqualTo(detached.id);
                assertThat(merged.get(2)).isSameAs(own);
                assertThat(session.newEntities()).containsExactly(merged.get(0));
            });
        });
        assertThat(fresh.id).isNull();
    }

    @Test
    final void mergesNothing() {
        assertStatements(
                sessions.withTransaction(
                        session -> session.mergeAll(List.<User>of()).collectList()),
                sent -> sent.count(0));
    }

    @Test
    final void mergesNoneWhereOneIsStale() {
        Account good = new Account(1);
        Account stale = new Account(2);
        given(good, stale);
        inTransaction(session -> session.get(Account.class, stale.id).doOnNext(found -> found.balance = 3));
        good.balance = 10;
        stale.balance = 20;
        assertThatThrownBy(() -> inTransaction(
                        session -> session.mergeAll(List.of(good, stale)).collectList()))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("Account " + stale.id);
        assertThat(inTransaction(session -> session.get(Account.class, good.id)).balance)
                .isEqualTo(1);
    }
}
