package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.orm.Session;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Employee;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Loading relationships: which statements it takes, for any number of owners and below objects that are there. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class LoadingSuite extends OrmSuite {
    /** A suite on a database. */
    protected LoadingSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** The reports of employees, so many levels of them. */
    private RelationshipLoad<?> reports(int levels) {
        RelationshipLoad<?> reports = load(Employee.class, "reports");
        return levels == 1 ? reports : reports.with(reports(levels - 1));
    }

    /** Somebody with two reports, of whom each has two, and so on. */
    private static Employee boss(String name, int levels) {
        Employee boss = new Employee(name);
        for (int number = 0; number < (levels == 0 ? 0 : 2); number++) {
            boss.reports.add(boss(name + number, levels - 1));
        }
        return boss;
    }

    private static int depth(Session session, Employee employee) {
        var reports = session.contains(employee)
                        && employee.reports instanceof io.cinnabar.orm.collection.RelatedCollection<?> loaded
                        && loaded.isLoaded()
                ? employee.reports
                : List.<Employee>of();
        return reports.stream()
                .mapToInt(report -> 1 + depth(session, report))
                .max()
                .orElse(0);
    }

    @Test
    @DisplayName("LOAD a third level below two that are loaded")
    final void fetchesBelowWhatIsLoaded() {
        Employee boss = boss("top", 4);
        given(boss);
        assertStatements(
                sessions.withSession(session -> session.get(Employee.class, boss.id)
                        .flatMap(found -> session.fetch(found, reports(2)))
                        .doOnNext(found -> assertThat(depth(session, found)).isEqualTo(2))
                        .flatMap(found -> session.fetch(found, reports(4)))
                        .doOnNext(found -> assertThat(depth(session, found)).isEqualTo(4))),
                sent -> sent.count(5));
        assertStatements(
                sessions.withSession(session -> session.get(Employee.class, boss.id)
                        .flatMap(found -> session.fetch(found, reports(3)))
                        .flatMap(found -> session.fetch(List.of(found), reports(4))
                                .then(Mono.fromRunnable(
                                        () -> assertThat(depth(session, found)).isEqualTo(4))))),
                sent -> sent.count(5));
    }

    @Test
    @DisplayName("LOAD a select over objects that are there, with levels that are not")
    final void selectsBelowWhatIsLoaded() {
        Employee boss = boss("head", 3);
        given(boss);
        var employees = sessions.mappings().mapper(Employee.class).entity();
        assertStatements(
                sessions.withSession(session -> session.get(Employee.class, boss.id)
                        .flatMap(found -> session.fetch(found, reports(2)))
                        .flatMap(found -> session.execute(select(employees)
                                        .where(employees
                                                .table()
                                                .c("name", String.class)
                                                .eq("head"))
                                        .options(reports(3)))
                                .one())
                        .doOnNext(found -> assertThat(depth(session, found)).isEqualTo(3))),
                sent -> sent.count(5));
    }

    @Test
    @DisplayName("LOAD a join over a collection that was changed leaves the change")
    final void leavesChangedCollectionsAlone() {
        User user = new User("joined again", new Address("a@joined"), new Address("b@joined"));
        given(user);
        var statement = select(User.class).where(User_.id.eq(user.id)).options(joinedLoad(User_.addresses));
        inTransaction(session -> session.execute(statement)
                .one()
                .doOnNext(found -> found.addresses().remove(0))
                .flatMap(found -> session.noAutoflush(
                                quiet -> quiet.execute(statement).one())
                        .doOnNext(again -> assertThat(again.addresses()).hasSize(1))));
        List<String> left = inTransaction(session -> session.execute(statement)
                .one()
                .map(found -> found.addresses().stream()
                        .map(address -> String.valueOf(address.email))
                        .toList()));
        assertThat(left).containsExactly("b@joined");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000})
    @DisplayName("LOAD statements for none, one and many owners")
    final void sendsTheSameStatementsForAnyNumberOfOwners(int owners) {
        String name = "owner of " + owners;
        var users = new ArrayList<User>();
        IntStream.range(0, owners).forEach(number -> users.add(new User(name, new Address(number + "@" + owners))));
        given(users.toArray());
        int portions = (owners + 999) / 1_000;
        var named = select(User.class).where(User_.name.eq(name));
        assertStatements(
                sessions.withSession(session -> session.execute(named.options(selectInLoad(User_.addresses)))
                        .all()
                        .doOnNext(found -> assertThat(found.addresses()).hasSize(1))
                        .count()
                        .doOnNext(found -> assertThat(found).isEqualTo(owners))),
                sent -> sent.selects("orm_user", 1)
                        .selects("orm_address", portions)
                        .count(1 + portions));
        assertStatements(
                sessions.withSession(session -> session.execute(named.options(joinedLoad(User_.addresses)))
                        .all()
                        .doOnNext(found -> assertThat(found.addresses()).hasSize(1))
                        .count()
                        .doOnNext(found -> assertThat(found).isEqualTo(owners))),
                sent -> sent.count(1));
        assertStatements(
                sessions.withSession(session -> session.execute(named)
                        .all()
                        .collectList()
                        .flatMap(found -> session.fetch(found, User_.addresses)
                                .then(session.fetch(found, User_.addresses))
                                .then(Mono.fromRunnable(() -> assertThat(found)
                                        .allSatisfy(each ->
                                                assertThat(each.addresses()).hasSize(1)))))),
                sent -> sent.count(1 + portions));
    }
}
