package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.containsEager;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.FlushException;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.Employee;
import io.cinnabar.tests.orm.model.Ticket;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.reliability.ReliabilityBench;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Flushes that fail, and those that must leave alone what they do not know. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class FlushFailureSuite extends OrmSuite {
    private static final int MANY = ReliabilityBench.IS_SOAK ? 99_999 : 6_000;

    /** A suite on a database. */
    protected FlushFailureSuite(TestDatabaseUrl database) {
        super(database);
    }

    private long addresses(String pattern) {
        return run(engine.connect(connection ->
                connection.scalar(select(count()).from(Address_.ENTITY.table()).where(Address_.email.like(pattern)))));
    }

    private static String email(int number) {
        return "k02-" + number;
    }

    /** Changes a third of many objects, deletes a third, and adds as many new ones. */
    private Mono<Void> mixed(Session session, List<Long> ids, int planted) {
        int third = ids.size() / 3;
        return session.getAll(Address.class, ids)
                .index()
                .doOnNext(each -> {
                    long place = each.getT1();
                    if (place < third) {
                        each.getT2().email = email((int) place) + " changed";
                    } else if (place < 2L * third) {
                        session.delete(each.getT2());
                    }
                })
                .then(Mono.fromRunnable(() -> {
                    for (int number = 0; number < third; number++) {
                        session.add(new Address(email(number == planted ? ids.size() - 1 : ids.size() + number)));
                    }
                }));
    }

    private static List<Address> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Address(email(number)))
                .toList();
    }

    @Test
    @DisplayName("K02 new, changed and deleted objects in one flush, of which one cannot be written")
    final void writesNothingWhenOneOfManyFails() {
        List<Address> many = many(MANY);
        given(many.toArray());
        List<Long> ids = many.stream().map(address -> address.id).toList();
        int planted = MANY / 6;
        var named = "in the flush, at the INSERT of ";
        assertThatThrownBy(() -> inTransaction(session -> mixed(session, ids, planted)))
                .isInstanceOf(UniqueViolationException.class)
                .hasMessageContaining(named)
                .satisfies(failure -> {
                    if (failure instanceof UniqueViolationException violation && violation.rejectedKey() != null) {
                        assertThat(failure)
                                .hasMessageContaining(named + "Address (new, object " + (MANY + planted + 1) + ") [");
                    }
                });
        assertThat(addresses("k02-%")).isEqualTo(MANY);
        assertThat(addresses("k02-% changed")).isZero();
        assertStatements(
                sessions.withTransaction(session -> mixed(session, ids, -1)), sent -> sent.atMost(10 + MANY / 200));
        assertThat(addresses("k02-%")).isEqualTo(MANY);
        assertThat(addresses("k02-% changed")).isEqualTo(MANY / 3);
        run(engine.connect(connection -> connection
                .execute(io.cinnabar.sql.Sql.delete(Address_.ENTITY.table()).where(Address_.email.like("k02-%")))
                .rowsUpdated()));
    }

    @Test
    @DisplayName("K02 the objects of a failed flush are as new as they were")
    final void givesManyNewObjectsBack() {
        List<Address> many = new ArrayList<>(many(MANY));
        many.get(MANY / 2).email = many.get(0).email;
        assertThatThrownBy(() -> given(many.toArray()))
                .isInstanceOf(UniqueViolationException.class)
                .hasMessageContaining("in the flush, at the INSERT of ");
        assertThat(addresses("k02-%")).isZero();
        assertThat(many).allSatisfy(address -> assertThat(address.id).isNull());
    }

    @Test
    @DisplayName("K04 a row that another session has deleted")
    final void namesWhatSomebodyElseHasDeleted() {
        User user = new User("doomed");
        given(user);
        assertThatThrownBy(() -> inTransaction(session -> session.get(User.class, user.id)
                        .flatMap(found -> session.connection()
                                .execute(io.cinnabar.sql.Sql.delete(User_.ENTITY.table())
                                        .where(User_.id.eq(user.id)))
                                .rowsUpdated()
                                .doOnNext(deleted -> found.name = "too late"))
                        .then()))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("User " + user.id + " was deleted by somebody else");
    }

    @Test
    @DisplayName("K05 what was not loaded is never deleted")
    final void leavesAloneWhatWasNotLoaded() {
        User user = new User("partly", new Address("a@partly"), new Address("b@partly"), new Address("c@partly"));
        given(user);
        inTransaction(session -> session.execute(select(User.class)
                        .join(User_.addresses)
                        .where(Address_.email.eq("b@partly"))
                        .options(containsEager(User_.addresses)))
                .one()
                .doOnNext(found -> {
                    assertThat(found.addresses()).hasSize(1);
                    found.addresses().clear();
                })
                .then());
        assertThat(addresses("%@partly")).isEqualTo(2);
        inTransaction(session -> session.get(User.class, user.id)
                .doOnNext(found -> found.name = "renamed")
                .then());
        assertThat(addresses("%@partly")).isEqualTo(2);
        inTransaction(session -> session.get(User.class, user.id)
                .doOnNext(found -> found.addresses = new ArrayList<>(List.of(new Address("d@partly"))))
                .then());
        assertThat(addresses("%@partly")).isEqualTo(1);
    }

    @Test
    @DisplayName("UOW-010 an object goes over to another owner and is no orphan")
    final void movesObjectsBetweenOwners() {
        User from = new User("from", new Address("moved@home"));
        User to = new User("to");
        given(from, to);
        Long address = from.addresses().get(0).id;
        inTransaction(session -> session.getAll(User.class, List.of(from.id, to.id))
                .collectList()
                .flatMap(users -> session.fetch(users, User_.addresses).thenReturn(users))
                .doOnNext(users ->
                        users.get(1).addresses().add(users.get(0).addresses().remove(0)))
                .then());
        Long owner = inTransaction(session -> session.get(Address.class, address)
                .flatMap(found -> session.fetch(found, Address_.user))
                .mapNotNull(found -> found.user)
                .mapNotNull(user -> user.id));
        assertThat(owner).isEqualTo(to.id);
    }

    @Test
    @DisplayName("K08 what is not loaded says so, and a change of it is not taken for one")
    final void raisesWhereNothingIsLoaded() {
        User user = new User("unloaded", new Address("unloaded@home"));
        given(user);
        inTransaction(session -> session.get(User.class, user.id)
                .doOnNext(found -> {
                    assertThatThrownBy(() -> found.addresses().size())
                            .isInstanceOf(UnloadedAttributeException.class)
                            .hasMessageContaining("'User.addresses' was not loaded");
                    assertThat(session.isLoaded(found, User_.addresses)).isFalse();
                    assertThat(session.isModified(found)).isFalse();
                })
                .then());
    }

    @Test
    @DisplayName("K10 a callback that throws")
    final void rollsBackWhenACallbackThrows() {
        Ticket ticket = new Ticket(1);
        ticket.text = "refuse";
        assertThatThrownBy(() -> given(new User("beside a callback"), ticket))
                .isInstanceOf(FlushException.class)
                .hasMessageContaining("A PRE_PERSIST callback of Ticket (new")
                .hasMessageContaining("refused");
        assertThat(ticket.id).isNull();
    }

    @Test
    @DisplayName("a collection with null in it")
    final void namesTheCollectionWithNull() {
        User user = new User("null");
        user.addresses().add(null);
        assertThatThrownBy(() -> given(user))
                .hasMessageContaining("'User.addresses' of User (new")
                .hasMessageContaining("contains null");
    }

    @Test
    @DisplayName("an object that is added and deleted before the flush")
    final void forgetsWhatIsDeletedBeforeItIsWritten() {
        assertStatements(
                sessions.withTransaction(session -> {
                    User user = new User("never");
                    session.add(user);
                    session.delete(user);
                    assertThat(session.state(user)).isEqualTo(EntityState.TRANSIENT);
                    return session.flush();
                }),
                sent -> sent.count(0));
    }

    @Test
    @DisplayName("an object that is taken out again before the flush")
    final void doesNotWriteWhatIsTakenOutAgain() {
        User user = new User("wavering", new Address("taken out@home"));
        inTransaction(session -> {
            session.add(user);
            user.addresses().clear();
            return session.flush();
        });
        assertThat(addresses("taken out@home")).isZero();
        assertThat(user.addresses()).isEmpty();
    }

    @Test
    @DisplayName("both sides are in step as soon as an object is added")
    final void alignsBothSidesAtAdd() {
        inTransaction(session -> {
            Employee boss = new Employee("in step");
            Employee report = new Employee("behind");
            boss.reports.add(report);
            session.add(boss);
            assertThat(report.manager).isSameAs(boss);
            return Mono.empty();
        });
    }
}
