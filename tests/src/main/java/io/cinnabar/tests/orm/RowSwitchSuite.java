package io.cinnabar.tests.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.SessionStateException;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.tests.orm.model.Account;
import io.cinnabar.tests.orm.model.Badge;
import io.cinnabar.tests.orm.model.Line;
import io.cinnabar.tests.orm.model.Order;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** New objects with the keys of deleted ones: in one flush, they take over the rows. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class RowSwitchSuite extends OrmSuite {
    /** A suite on a database. */
    protected RowSwitchSuite(TestDatabaseUrl database) {
        super(database);
    }

    private static Order order(int number, String customer, String... articles) {
        Order order = new Order(number);
        order.customer = customer;
        for (int place = 0; place < articles.length; place++) {
            order.lines.add(new Line(place + 1, articles[place]));
        }
        return order;
    }

    private static Account account(UUID id, int balance) {
        Account account = new Account(balance);
        account.id = id;
        return account;
    }

    @Test
    final void updatesTheRowOfADeletedObject() {
        given(order(100, "old"));
        Order second = order(100, "new");
        assertStatements(
                sessions.withTransaction(session -> session.get(Order.class, 100)
                        .flatMap(first -> session.fetch(first, load(Order.class, "lines")))
                        .flatMap(first -> {
                            session.delete(first);
                            session.add(second);
                            return session.flush().then(Mono.fromRunnable(() -> {
                                assertThat(session.state(first)).isEqualTo(EntityState.DELETED);
                                assertThat(session.state(second)).isEqualTo(EntityState.PERSISTENT);
                                assertThat(session.isModified(second)).isFalse();
                                second.customer = "newer";
                            }));
                        })
                        .then(session.get(Order.class, 100))
                        .doOnNext(found -> assertThat(found).isSameAs(second))
                        .then()),
                sent -> sent.updates("orm_order", 2).count(4));
        assertThat(inTransaction(session -> session.get(Order.class, 100)).customer)
                .isEqualTo("newer");
    }

    @Test
    final void takesOverAGraphWithKeysOfOthers() {
        given(order(101, "old", "bolt", "nut"));
        assertStatements(
                sessions.withTransaction(session -> session.get(Order.class, 101)
                        .doOnNext(session::delete)
                        .doOnNext(first -> session.add(order(101, "new", "screw")))
                        .then()),
                sent -> sent.updates("orm_order", 1)
                        .updates("orm_line", 1)
                        .deletes("orm_line", 1)
                        .count(5));
        Order found = inTransaction(session ->
                session.get(Order.class, 101).flatMap(order -> session.fetch(order, load(Order.class, "lines"))));
        assertThat(found.customer).isEqualTo("new");
        assertThat(found.lines).singleElement().satisfies(line -> {
            assertThat(line.article).isEqualTo("screw");
            assertThat(line.orderNumber).isEqualTo(101);
        });
    }

    @Test
    final void countsTheVersionOfTheRowOn() {
        UUID id = UUID.randomUUID();
        given(account(id, 1));
        inTransaction(session -> session.get(Account.class, id)
                .doOnNext(found -> found.balance = 2)
                .then());
        Account second = account(id, 3);
        inTransaction(session -> session.get(Account.class, id)
                .doOnNext(session::delete)
                .doOnNext(first -> session.add(second))
                .then());
        assertThat(second.version).isEqualTo(2);
        Account found = inTransaction(session -> session.get(Account.class, id));
        assertThat(found.balance).isEqualTo(3);
        assertThat(found.version).isEqualTo(2);
    }

    @Test
    final void findsThatTheRowOfTheDeletedObjectWasChangedByOthers() {
        UUID id = UUID.randomUUID();
        given(account(id, 1));
        assertThatThrownBy(() -> inTransaction(session -> session.get(Account.class, id)
                        .flatMap(first -> session.connection()
                                .execute(io.cinnabar.sql.Sql.text(
                                        "UPDATE account SET version = 7 WHERE id = '" + id + "'"))
                                .rowsUpdated()
                                .doOnNext(count -> session.delete(first))
                                .doOnNext(count -> session.add(account(id, 3))))
                        .then()))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("Account " + id + " was changed by somebody else");
    }

    @Test
    final void letsTheDatabaseMakeWhatTheNewObjectDoesNotSay() {
        Badge first = new Badge("taken", "patrick");
        first.colour = "pink";
        given(first);
        Badge second = new Badge("taken", "sandy");
        inTransaction(session -> session.get(Badge.class, "taken")
                .doOnNext(session::delete)
                .doOnNext(deleted -> session.add(second))
                .then());
        assertThat(second.colour).isEqualTo("green");
        assertThat(second.changed).isAfter(first.changed);
        Badge found = inTransaction(session -> session.get(Badge.class, "taken"));
        assertThat(found.colour).isEqualTo("green");
        assertThat(found.holder).isEqualTo("sandy");
    }

    @Test
    final void givesTheRowBackOnRollback() {
        given(order(102, "first"));
        Order second = order(102, "second");
        run(sessions.withSession(session -> session.get(Order.class, 102).flatMap(first -> {
            session.delete(first);
            session.add(second);
            return session.flush().then(session.rollback()).then(Mono.fromRunnable(() -> {
                assertThat(session.state(first)).isEqualTo(EntityState.PERSISTENT);
                assertThat(session.state(second)).isEqualTo(EntityState.TRANSIENT);
                assertThat(session.getReference(Order.class, 102)).isSameAs(first);
            }));
        })));
        assertThat(inTransaction(session -> session.get(Order.class, 102)).customer)
                .isEqualTo("first");
    }

    @Test
    final void keepsAnObjectThatIsDeletedAndAddedAgain() {
        given(order(103, "kept", "bolt"));
        assertStatements(
                sessions.withTransaction(session -> session.get(Order.class, 103)
                        .doOnNext(session::delete)
                        .doOnNext(session::add)
                        .doOnNext(found -> assertThat(session.deletedEntities()).isEmpty())
                        .then()),
                sent -> sent.count(1));
        List<Line> lines = inTransaction(session -> session.get(Order.class, 103)
                .flatMap(found -> session.fetch(found, load(Order.class, "lines")))
                .map(found -> found.lines));
        assertThat(lines).hasSize(1);
    }

    @Test
    final void refusesAnObjectWhoseDeletionIsWritten() {
        User user = new User("written");
        given(user);
        assertThatThrownBy(() -> inTransaction(session -> session.get(User.class, user.id)
                        .doOnNext(session::delete)
                        .flatMap(found -> session.flush().then(Mono.fromRunnable(() -> session.add(found))))))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("Add a copy of it, or roll the deletion back.");
    }

    @Test
    final void refusesASecondObjectForARowThatStays() {
        given(order(104, "stays"));
        assertThatThrownBy(() -> inTransaction(session -> session.get(Order.class, 104)
                        .doOnNext(found -> session.add(order(104, "second")))
                        .then()))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("Order 104");
    }
}
