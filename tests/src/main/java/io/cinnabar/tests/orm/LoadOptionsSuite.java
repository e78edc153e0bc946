package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.containsEager;
import static io.cinnabar.orm.Loading.defaultLoad;
import static io.cinnabar.orm.Loading.defer;
import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.loadOnly;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.orm.Loading.withCriteria;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionOptions;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.sql.Expression;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.City;
import io.cinnabar.tests.orm.model.Country;
import io.cinnabar.tests.orm.model.Employee;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What statements say of loading beyond the strategy: which columns, which objects, and how deep. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class LoadOptionsSuite extends OrmSuite {
    /** A suite on a database. */
    protected LoadOptionsSuite(TestDatabaseUrl database) {
        super(database);
    }

    private User user(String name, String... emails) {
        var user = new User(name);
        for (String email : emails) {
            user.addresses.add(new Address(name + email));
        }
        given(user);
        return user;
    }

    private static List<String> emails(User user) {
        return user.addresses.stream().map(address -> address.email).toList();
    }

    @Test
    @DisplayName("LOAD only some columns of an entity, and write none of the others")
    final void loadsOnlySomeColumns() {
        User given = user("only");
        run(sessions.withTransaction(session -> session.execute(
                        select(User.class).where(User_.id.eq(given.id)).options(loadOnly(User_.name)))
                .one()
                .doOnNext(user -> {
                    assertThat(user.name).isEqualTo("only");
                    assertThat(user.status).isNull();
                    assertThat(session.isLoaded(user)).isFalse();
                    assertThat(session.isLoaded(user, User_.name)).isTrue();
                    assertThat(session.isLoaded(user, User_.status)).isFalse();
                    assertThat(session.isModified(user)).isFalse();
                    user.name = "changed";
                })));
        User after = inTransaction(session -> session.get(User.class, given.id));
        assertThat(after.name).isEqualTo("changed");
        assertThat(after.status).isEqualTo("fresh");
    }

    @Test
    @DisplayName("LOAD what was left out by a fetch, once, and with what was set meanwhile")
    final void fetchesDeferredColumns() {
        User given = user("later");
        assertStatements(
                sessions.withSession(session -> session.execute(
                                select(User.class).where(User_.id.eq(given.id)).options(defer(User_.status)))
                        .one()
                        .flatMap(user -> session.fetch(user, User_.status))
                        .flatMap(user -> session.fetch(user, User_.status))
                        .doOnNext(user -> {
                            assertThat(user.status).isEqualTo("fresh");
                            assertThat(session.isLoaded(user)).isTrue();
                        })),
                sent -> sent.selects("orm_user", 2).count(2));
        run(sessions.withTransaction(session -> session.execute(
                        select(User.class).where(User_.id.eq(given.id)).options(defer(User_.status)))
                .one()
                .doOnNext(user -> user.status = "set")
                .flatMap(user -> session.noAutoflush(same -> same.fetch(user, User_.status)))
                .doOnNext(user -> {
                    assertThat(user.status).isEqualTo("set");
                    assertThat(session.isModified(user)).isTrue();
                })));
        assertThat(inTransaction(session -> session.get(User.class, given.id)).status)
                .isEqualTo("set");
    }

    @Test
    @DisplayName("LOAD what was left out by a later statement that has it")
    final void completesByALaterSelect() {
        User given = user("twice");
        run(sessions.withSession(session -> {
            var one = select(User.class).where(User_.id.eq(given.id));
            return session.execute(one.options(loadOnly(User_.status)))
                    .one()
                    .doOnNext(user -> assertThat(user.name).isNull())
                    .then(session.execute(one).one())
                    .doOnNext(user -> {
                        assertThat(user.name).isEqualTo("twice");
                        assertThat(session.isLoaded(user)).isTrue();
                    });
        }));
    }

    @Test
    @DisplayName("ATTR write what was left out if the program has set it, and read it anew by a refresh")
    final void writesWhatWasLeftOutAndSet() {
        User given = user("set");
        run(sessions.withTransaction(session -> session.execute(
                        select(User.class).where(User_.id.eq(given.id)).options(loadOnly(User_.name)))
                .one()
                .doOnNext(user -> {
                    user.status = "old";
                    assertThat(session.isModified(user)).isTrue();
                })
                .flatMap(user -> session.flush()
                        .then(Mono.fromRunnable(() ->
                                assertThat(session.isLoaded(user, User_.status)).isTrue()))
                        .then(session.refresh(user)))
                .doOnNext(user -> assertThat(user.status).isEqualTo("old"))));
        assertThat(inTransaction(session -> session.get(User.class, given.id)).status)
                .isEqualTo("old");
    }

    @Test
    @DisplayName("ATTR give up what was set on an expired object that was loaded in part")
    final void expiresWhatWasLoadedInPart() {
        User given = user("expired");
        run(sessions.withTransaction(session -> {
            var partly = select(User.class).where(User_.id.eq(given.id)).options(loadOnly(User_.name));
            return session.get(User.class, given.id)
                    .doOnNext(session::expire)
                    .then(session.execute(partly).one())
                    .doOnNext(user -> {
                        assertThat(session.isLoaded(user, User_.status)).isFalse();
                        user.status = "lost";
                        session.expire(user);
                        assertThat(user.status).isEqualTo("fresh");
                    });
        }));
        assertThat(inTransaction(session -> session.get(User.class, given.id)).status)
                .isEqualTo("fresh");
    }

    @Test
    @DisplayName("LOAD some columns of related objects, by either strategy")
    final void loadsSomeColumnsOfRelatedObjects() {
        User given = user("some", "@a");
        for (RelationshipLoad<?> load : List.of(selectInLoad(User_.addresses), joinedLoad(User_.addresses))) {
            run(sessions.withSession(session -> session.execute(
                            select(User.class).where(User_.id.eq(given.id)).options(load.with(loadOnly(Address_.id))))
                    .one()
                    .doOnNext(user -> {
                        Address address = user.addresses.get(0);
                        assertThat(address.email).isNull();
                        assertThat(address.user).isSameAs(user);
                        assertThat(session.isLoaded(address, Address_.email)).isFalse();
                    })));
        }
    }

    @Test
    @DisplayName("LOAD only those objects of a relationship for which conditions hold")
    final void loadsWhatConditionsHoldFor() {
        User given = user("narrow", "@a", "@b");
        var some = User_.addresses.and(Address_.email.like("%@b"));
        for (RelationshipLoad<?> load : List.of(selectInLoad(some), joinedLoad(some))) {
            run(sessions.withTransaction(session -> session.execute(
                            select(User.class).where(User_.id.eq(given.id)).options(load))
                    .one()
                    .doOnNext(user -> {
                        assertThat(emails(user)).containsExactly("narrow@b");
                        assertThat(session.isModified(user)).isFalse();
                    })));
        }
        Long left = inTransaction(session ->
                session.scalar(select(count()).from(Address_.ENTITY).where(User_.addresses.belongingTo(given))));
        assertThat(left).isEqualTo(2);
    }

    @Test
    @DisplayName("REL conditions in joins, in EXISTS, and of rows that belong to an object")
    final void joinsWithConditions() {
        User given = user("joined", "@x", "@y");
        var some = User_.addresses.and(Address_.email.like("%@y"));
        List<String> names = run(sessions.withSession(session -> session.execute(
                        select(User_.name, Address_.email).join(some).where(User_.id.eq(given.id)))
                .all()
                .map(row -> row.v1() + " " + row.v2())
                .collectList()));
        assertThat(names).containsExactly("joined joined@y");
        List<User> found = run(sessions.withSession(session -> session.execute(
                        select(User.class).where(User_.id.eq(given.id), some.any(Address_.email.like("joined%"))))
                .all()
                .collectList()));
        assertThat(found).hasSize(1);
        List<User> none = run(sessions.withSession(session -> session.execute(
                        select(User.class).where(User_.id.eq(given.id), some.any(Address_.email.like("%@x"))))
                .all()
                .collectList()));
        assertThat(none).isEmpty();
        List<String> belonging = run(sessions.withSession(
                session -> session.execute(select(Address.class).where(some.belongingTo(given)))
                        .all()
                        .map(address -> address.email)
                        .collectList()));
        assertThat(belonging).containsExactly("joined@y");
    }

    @Test
    @DisplayName("LOAD-021 criteria hold for roots, joins and relationships of a statement")
    final void narrowsWhateverIsLoaded() {
        User given = user("criteria", "@keep", "@drop");
        var kept = withCriteria(Address_.ENTITY, Address_.email.like("%@keep"));
        for (RelationshipLoad<?> load : List.of(selectInLoad(User_.addresses), joinedLoad(User_.addresses))) {
            User user = run(sessions.withSession(session -> session.execute(
                            select(User.class).where(User_.id.eq(given.id)).options(load, kept))
                    .one()));
            assertThat(emails(user)).containsExactly("criteria@keep");
        }
        User contained = run(sessions.withSession(session -> session.execute(select(User.class)
                        .leftJoin(User_.addresses)
                        .where(User_.id.eq(given.id))
                        .options(containsEager(User_.addresses), kept))
                .one()));
        assertThat(emails(contained)).containsExactly("criteria@keep");
        List<Address> roots = run(sessions.withSession(session -> session.execute(select(Address.class)
                        .where(User_.addresses.belongingTo(given))
                        .options(kept))
                .all()
                .collectList()));
        assertThat(roots).hasSize(1);
        List<String> columns = run(sessions.withSession(session -> session.execute(select(Address_.email)
                        .where(User_.addresses.belongingTo(given))
                        .options(kept))
                .all()
                .map(row -> row.v1())
                .collectList()));
        assertThat(columns).containsExactly("criteria@keep");
    }

    @Test
    @DisplayName("LOAD-021 a reference to what criteria hide is null, and its column stays")
    final void hidesReferences() {
        User hidden = user("hidden", "@of");
        var visible = withCriteria(User_.ENTITY, User_.name.ne("hidden"));
        for (RelationshipLoad<?> load : List.of(selectInLoad(Address_.user), joinedLoad(Address_.user))) {
            run(sessions.withTransaction(session -> session.execute(select(Address.class)
                            .where(Address_.email.eq("hidden@of"))
                            .options(load, visible))
                    .one()
                    .doOnNext(address -> {
                        assertThat(address.user).isNull();
                        assertThat(session.isModified(address)).isFalse();
                    })));
        }
        assertThat(inTransaction(
                                session -> session.execute(select(Address.class).where(Address_.email.eq("hidden@of")))
                                        .one())
                        .user
                        .id)
                .isEqualTo(hidden.id);
    }

    @Test
    @DisplayName("LOAD-021 criteria of all sessions, which refreshes and cascades pass over")
    final void narrowsAllThatSessionsLoad() {
        User gone = user("gone", "@1");
        User there = user("there", "@1");
        SessionFactory soft = SessionFactory.create(
                engine,
                sessions.mappings(),
                SessionOptions.DEFAULT.withCriteria(
                        withCriteria(User_.ENTITY, User_.name.ne("gone")),
                        withCriteria(Address_.ENTITY, Address_.email.ne("there@1"))));
        run(soft.withSession(session -> session.get(User.class, gone.id)
                .hasElement()
                .doOnNext(isFound -> assertThat(isFound).isFalse())
                .then(session.get(User.class, there.id))
                .flatMap(user -> session.fetch(user, User_.addresses))
                .doOnNext(user -> assertThat(user.addresses).isEmpty())));
        run(soft.withTransaction(session ->
                session.get(User.class, there.id).doOnNext(session::delete).then(session.flush())));
        Long left = inTransaction(
                session -> session.scalar(select(count()).from(Address_.ENTITY).where(Address_.email.eq("there@1"))));
        assertThat(left).isZero();
    }

    @SuppressWarnings("unchecked") // the relationship of the class
    private Relationship<Employee, Employee> reports() {
        Mapper<Employee> mapper = sessions.mappings().mapper(Employee.class);
        return (Relationship<Employee, Employee>)
                (Relationship<?, ?>) Relationship.of(mapper.entity(), mapper.relationship("reports"));
    }

    private static Employee chain(String name, int levels) {
        Employee top = new Employee(name + 0);
        Employee last = top;
        for (int level = 1; level < levels; level++) {
            Employee next = new Employee(name + level);
            last.reports.add(next);
            last = next;
        }
        return top;
    }

    private static int loadedLevels(Session session, Employee top, Relationship<Employee, Employee> reports) {
        int levels = 1;
        Employee last = top;
        while (session.isLoaded(last, reports) && !last.reports.isEmpty()) {
            last = last.reports.get(0);
            levels++;
        }
        return levels;
    }

    @Test
    @DisplayName("LOAD-023 a relationship of a class to itself to the end, or over so many levels")
    final void loadsRecursively() {
        Employee top = chain("chain", 6);
        given(top);
        Relationship<Employee, Employee> reports = reports();
        assertStatements(
                sessions.withSession(session -> session.get(
                                Employee.class, top.id, selectInLoad(reports).recursively())
                        .doOnNext(found -> assertThat(loadedLevels(session, found, reports))
                                .isEqualTo(6))),
                sent -> sent.count(7));
        for (RelationshipLoad<?> load : List.of(
                selectInLoad(reports).recursively(3), joinedLoad(reports).recursively(3))) {
            run(sessions.withSession(session -> session.execute(select(Employee.class)
                            .where(column(Employee.class, "id").eq(top.id))
                            .options(load))
                    .one()
                    .doOnNext(found ->
                            assertThat(loadedLevels(session, found, reports)).isEqualTo(4))));
        }
    }

    @SuppressWarnings("unchecked") // the column is one of the class
    private Expression<Object> column(Class<?> entityClass, String column) {
        return (Expression<Object>)
                (Expression<?>) sessions.mappings().mapper(entityClass).table().column(column);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("LOAD-023 in a circle, whether its objects are there or not")
    final void endsInCircles(boolean areThere) {
        Employee first = new Employee("first");
        Employee second = new Employee("second");
        first.reports.add(second);
        given(first);
        run(sessions.withTransaction(session -> session.get(Employee.class, second.id, selectInLoad(reports()))
                .zipWith(session.get(Employee.class, first.id))
                .doOnNext(both -> both.getT1().reports.add(both.getT2()))));
        run(sessions.withSession(session -> {
            Mono<?> before = areThere
                    ? session.get(Employee.class, first.id, selectInLoad(reports()))
                            .then(session.get(Employee.class, second.id, selectInLoad(reports())))
                    : Mono.empty();
            return before.then(session.get(
                            Employee.class, first.id, selectInLoad(reports()).recursively()))
                    .doOnNext(found -> assertThat(found.reports.get(0).reports).containsExactly(found));
        }));
    }

    @Test
    @DisplayName("LOAD by an inner join, which leaves out owners without a match")
    final void loadsByAnInnerJoin() {
        user("inner-with", "@1");
        user("inner-without");
        List<String> names = run(sessions.withSession(session -> session.execute(select(User.class)
                        .where(User_.name.like("inner-%"))
                        .options(joinedLoad(User_.addresses).inner()))
                .all()
                .map(user -> user.name)
                .collectList()));
        assertThat(names).containsExactly("inner-with");
    }

    @Test
    @DisplayName("LOAD conditions on the owner need a join")
    final void refusesConditionsOnTheOwnerInAStatementOfItsOwn() {
        var own = User_.addresses.and(Address_.email.eq(User_.name));
        assertThatThrownBy(() -> selectInLoad(own))
                .hasMessageContaining("User.addresses")
                .hasMessageContaining("joinedLoad");
        user("same", "");
        User user = run(sessions.withSession(session -> session.execute(
                        select(User.class).where(User_.name.eq("same")).options(joinedLoad(own)))
                .one()));
        assertThat(emails(user)).containsExactly("same");
    }

    @Test
    @DisplayName("LOAD-011 what is loaded with the objects of a relationship that the mapping loads")
    final void saysMoreOfWhatTheMappingLoads() {
        given(new Country("XY", new City("Somewhere")));
        var cities = Relationship.of(
                sessions.mappings().mapper(Country.class).entity(),
                sessions.mappings().mapper(Country.class).relationship("cities"));
        Mapper<City> city = sessions.mappings().mapper(City.class);
        run(sessions.withSession(session -> session.execute(select(Country.class)
                        .where(column(Country.class, "code").eq("XY"))
                        .options(defaultLoad(cities).with(loadOnly(city.table().column("id")))))
                .one()
                .doOnNext(country -> {
                    City only = country.cities.get(0);
                    assertThat(only.name).isNull();
                    assertThat(session.isLoaded(only, city.table().column("name")))
                            .isFalse();
                })));
    }
}
