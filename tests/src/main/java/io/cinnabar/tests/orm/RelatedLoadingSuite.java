package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.City;
import io.cinnabar.tests.orm.model.Country;
import io.cinnabar.tests.orm.model.Employee;
import io.cinnabar.tests.orm.model.Item;
import io.cinnabar.tests.orm.model.Line;
import io.cinnabar.tests.orm.model.Member;
import io.cinnabar.tests.orm.model.Order;
import io.cinnabar.tests.orm.model.Related;
import io.cinnabar.tests.orm.model.Shelf;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * What options load: by keys of several columns, beside what is there, in order, of aliases, of one class, and anew.
 */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class RelatedLoadingSuite extends OrmSuite {
    private static final int MANY = 1_001;

    /** A suite on a database. */
    protected RelatedLoadingSuite(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    final void loadsByKeysOfSeveralColumns() {
        given(IntStream.range(0, MANY)
                .mapToObj(number -> new Shelf("hall", number, new Item(number + " a"), new Item(number + " b")))
                .toArray());
        given(new Shelf("attic", 1, new Item("elsewhere")), new Item("nowhere"));
        var room = Related.SHELF.table().c("room", String.class);
        assertStatements(
                sessions.withSession(session -> session.execute(
                                select(Related.SHELF).where(room.eq("hall")).options(selectInLoad(Related.SHELF_ITEMS)))
                        .all()
                        .doOnNext(shelf -> assertThat(shelf.items)
                                .extracting(item -> item.name)
                                .containsExactly(shelf.number + " a", shelf.number + " b"))
                        .doOnNext(shelf -> assertThat(shelf.items)
                                .allSatisfy(item -> assertThat(item.shelf).isSameAs(shelf)))
                        .count()
                        .doOnNext(count -> assertThat(count).isEqualTo(MANY))),
                sent -> sent.selects("shelf", 1).selects("item", 2).count(3));
        assertStatements(
                sessions.withSession(session -> session.execute(
                                select(Related.ITEM).options(selectInLoad(Related.ITEM_SHELF)))
                        .all()
                        .doOnNext(RelatedLoadingSuite::assertShelf)
                        .count()
                        .doOnNext(count -> assertThat(count).isEqualTo(2 * MANY + 2))),
                sent -> sent.selects("shelf", 2).count(3));
    }

    private static void assertShelf(Item item) {
        switch (item.name) {
            case "nowhere" -> assertThat(item.shelf).isNull();
            case "elsewhere" -> assertThat(item.shelf.room).isEqualTo("attic");
            default -> assertThat(item.name).startsWith(item.shelf.number + " ");
        }
    }

    @Test
    final void doesNotReadReferencesAgainThatAreThere() {
        User one = new User("there", new Address("one@there"), new Address("two@there"));
        User two = new User("there", new Address("three@there"));
        given(one, two);
        var emails = List.of("one@there", "two@there", "three@there");
        var plain = select(Address.class).where(Address_.email.in(emails));
        var statement = plain.options(selectInLoad(Address_.user));
        assertStatements(
                sessions.withSession(session -> session.getAll(User.class, List.of(one.id, two.id))
                        .thenMany(session.execute(statement).all())
                        .doOnNext(address -> assertThat(address.user.name()).isEqualTo("there"))
                        .then()),
                sent -> sent.selects("orm_user", 1).count(2));
        assertStatements(
                sessions.withSession(session -> session.execute(plain)
                        .all()
                        .then(session.get(User.class, one.id))
                        .then(session.get(User.class, two.id))
                        .thenMany(session.execute(statement).all())
                        .doOnNext(address -> assertThat(address.user.name()).isEqualTo("there"))
                        .then()),
                sent -> sent.atMost(5));
    }

    @Test
    final void doesNotReadWhatCameAfterItsReferences() {
        Order order = new Order(700);
        order.customer = "late";
        order.lines.addAll(List.of(new Line(1, "bolt"), new Line(2, "nut")));
        given(order);
        assertStatements(
                sessions.withSession(session -> session.getAll(Line.class, List.of(List.of(700, 1), List.of(700, 2)))
                        .collectList()
                        .flatMap(lines -> session.get(Order.class, 700)
                                .then(session.fetch(lines, load(Line.class, "order")))
                                .then(Mono.fromRunnable(() -> assertThat(lines)
                                        .hasSize(2)
                                        .allSatisfy(line ->
                                                assertThat(line.order.customer).isEqualTo("late")))))),
                sent -> sent.selects("orm_line", 1).selects("orm_order", 1).count(2));
    }

    @Test
    final void sortsWithinTheOrderOfTheStatement() {
        given(
                new Country("order 1", new City("z"), new City("a")),
                new Country("order 2", new City("y"), new City("b")));
        var code = Related.COUNTRY.table().c("code", String.class);
        Select<Country> statement = select(Related.COUNTRY)
                .where(code.in(List.of("order 1", "order 2")))
                .options(joinedLoad(Related.COUNTRY_CITIES));
        for (Select<Country> each : List.of(
                statement.orderBy(code.desc()), statement.orderBy(code.desc()).limit(2))) {
            run(sessions.withSession(session -> session.execute(each)
                    .all()
                    .collectList()
                    .doOnNext(found -> {
                        assertThat(found).extracting(country -> country.code).containsExactly("order 2", "order 1");
                        assertThat(found.get(0).cities)
                                .extracting(city -> city.name)
                                .containsExactly("b", "y");
                        assertThat(found.get(1).cities)
                                .extracting(city -> city.name)
                                .containsExactly("a", "z");
                    })));
        }
        run(sessions.withSession(session -> session.execute(statement)
                .all()
                .doOnNext(country ->
                        assertThat(country.cities).extracting(city -> city.name).isSorted())
                .count()
                .doOnNext(count -> assertThat(count).isEqualTo(2))));
    }

    private RelationshipLoad<?> joinedReports() {
        var mapper = sessions.mappings().mapper(Employee.class);
        return joinedLoad(Relationship.of(mapper.entity(), mapper.relationship("reports")));
    }

    @Test
    final void joinsAsManyLevelsOfOneClassAsItIsTold() {
        Employee boss = new Employee("joined 0");
        Employee middle = new Employee("joined 1");
        Employee low = new Employee("joined 2");
        boss.reports.addAll(List.of(middle, new Employee("joined 1 too")));
        middle.reports.add(low);
        low.reports.add(new Employee("joined 3"));
        given(boss);
        Entity<Employee> employees = sessions.mappings().mapper(Employee.class).entity();
        assertStatements(
                sessions.withSession(session -> session.execute(select(employees)
                                .where(employees.table().c("id", Long.class).eq(boss.id))
                                .options(joinedReports().with(joinedReports())))
                        .one()
                        .doOnNext(found -> {
                            assertThat(found.reports()).hasSize(2);
                            Employee second = found.reports().stream()
                                    .filter(report -> "joined 1".equals(report.name()))
                                    .findFirst()
                                    .orElseThrow();
                            assertThat(second.manager).isSameAs(found);
                            assertThat(second.reports())
                                    .extracting(Employee::name)
                                    .containsExactly("joined 2");
                            var reports = Relationship.of(
                                    employees, employees.mapper().relationship("reports"));
                            assertThat(isLoaded(session, second.reports().get(0), reports))
                                    .isFalse();
                        })),
                sent -> sent.count(1));
    }

    @SuppressWarnings("unchecked") // the relationship is one of the object's class
    private static boolean isLoaded(io.cinnabar.orm.Session session, Employee employee, Relationship<?, ?> reports) {
        return session.isLoaded(employee, (Relationship<Employee, ?>) reports);
    }

    @Test
    final void startsAtAnAlias() {
        Member pia = new Member("pia");
        Member quinn = new Member("quinn");
        pia.friends.add(quinn);
        quinn.friends.add(pia);
        given(pia, quinn);
        Entity<Member> other = Related.MEMBER.mapper().alias("other");
        var friends = Relationship.of(other, Related.MEMBER_FRIENDS.attribute());
        for (RelationshipLoad<?> option : List.of(selectInLoad(friends), joinedLoad(friends))) {
            run(sessions.withSession(session -> session.execute(select(other)
                            .where(other.table().c("name", String.class).eq("pia"))
                            .options(option))
                    .one()
                    .doOnNext(found ->
                            assertThat(found.friends).extracting(Member::name).containsExactly("quinn"))));
        }
        Select<Row2<Member, Member>> pairs = select(Related.MEMBER, other)
                .join(Related.MEMBER_FRIENDS.to(other))
                .where(other.table().c("name", String.class).eq("quinn"))
                .options(selectInLoad(friends));
        run(sessions.withSession(session -> session.execute(pairs).one().doOnNext(pair -> {
            assertThat(session.isLoaded(pair.v1(), Related.MEMBER_FRIENDS)).isFalse();
            assertThat(pair.v2().friends).containsExactly(pair.v1());
        })));
    }

    @Test
    final void readsRelationshipsAnew() {
        User user = new User("anew", new Address("one@anew"));
        User other = new User("another");
        given(user, other);
        Table addresses = Address_.ENTITY.table();
        var owner = addresses.c("user_id", Long.class);
        inTransaction(session -> session.get(Address.class, user.addresses().get(0).id)
                .flatMap(address -> session.fetch(address, Address_.user))
                .flatMap(address -> session.fetch(address.user, User_.addresses).thenReturn(address))
                .flatMap(address -> session.connection()
                        .execute(update(addresses).set(owner, other.id).where(Address_.id.eq(address.id)))
                        .rowsUpdated()
                        .then(session.connection()
                                .execute(insert(addresses)
                                        .set(Address_.email, "new@anew")
                                        .set(owner, user.id))
                                .rowsUpdated())
                        .then(session.refresh(address.user, User_.addresses))
                        .doOnNext(found -> assertThat(found.addresses())
                                .extracting(Address::email)
                                .containsExactly("new@anew"))
                        .then(session.refresh(address, Address_.user))
                        .doOnNext(found -> {
                            assertThat(found.user.id).isEqualTo(other.id);
                            assertThat(found.user.name()).isEqualTo("another");
                            assertThat(session.dirtyEntities()).isEmpty();
                        })));
    }
}
