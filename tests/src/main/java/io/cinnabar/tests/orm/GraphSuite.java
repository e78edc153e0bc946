package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.tests.orm.model.Account;
import io.cinnabar.tests.orm.model.Book;
import io.cinnabar.tests.orm.model.Egg;
import io.cinnabar.tests.orm.model.Employee;
import io.cinnabar.tests.orm.model.Hen;
import io.cinnabar.tests.orm.model.Line;
import io.cinnabar.tests.orm.model.Order;
import io.cinnabar.tests.orm.model.Subject;
import io.cinnabar.tests.orm.model.Ticket;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Objects that refer to each other in all ways: trees, circles, links, keys of others. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class GraphSuite extends OrmSuite {
    private static final int DEEP = 10_000;

    /** A suite on a database. */
    protected GraphSuite(TestDatabaseUrl database) {
        super(database);
    }

    private long rows(Class<?> entityClass) {
        var table = sessions.mappings().mapper(entityClass).table();
        return run(
                engine.connect(connection -> connection.scalar(select(count()).from(table))));
    }

    @Test
    @DisplayName("K01 a tree of one class")
    final void writesATree() {
        Employee boss = new Employee("boss");
        for (int number = 0; number < 2; number++) {
            Employee report = new Employee("report " + number);
            report.reports.add(new Employee("assistant " + number));
            boss.reports.add(report);
        }
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(boss);
                    return session.flush();
                }),
                sent -> sent.inserts("employee", 3).count(3));
        assertThat(boss.reports).hasSize(2).allSatisfy(report -> {
            assertThat(report.manager).isSameAs(boss);
            assertThat(report.reports)
                    .allSatisfy(each -> assertThat(each.manager).isSameAs(report));
        });
        long reports = inTransaction(session -> session.get(Employee.class, boss.id)
                .flatMap(found -> fetch(session, found, "reports"))
                .map(found -> (long) found.reports.size()));
        assertThat(reports).isEqualTo(2);
    }

    @SuppressWarnings("unchecked") // tests fetch relationships of the object's class
    private <E> Mono<E> fetch(Session session, E entity, String name) {
        var mapper = sessions.mappings().mapper((Class<E>) entity.getClass());
        RelationshipAttribute<E, ?> attribute = mapper.relationship(name);
        return session.fetch(entity, (io.cinnabar.mapping.Relationship<E, ?>)
                io.cinnabar.mapping.Relationship.of(mapper.entity(), attribute));
    }

    @Test
    @DisplayName("CASC-015 those that refer to a deleted object refer to nothing")
    final void releasesWhatRefersToADeletedObject() {
        Employee boss = new Employee("leaver");
        Employee report = new Employee("stayer");
        boss.reports.add(report);
        given(boss);
        assertStatements(
                sessions.withTransaction(session -> session.get(Employee.class, boss.id)
                        .doOnNext(session::delete)
                        .then()),
                sent -> sent.updates("employee", 1).deletes("employee", 1).count(4));
        boolean isFree =
                inTransaction(session -> session.get(Employee.class, report.id).map(found -> found.manager == null));
        assertThat(isFree).isTrue();
    }

    @Test
    @DisplayName("K11 a list of 10,000 objects")
    final void writesAndDeletesADeepList() {
        var chain = new ArrayList<Employee>();
        for (int number = 0; number < DEEP; number++) {
            Employee next = new Employee("deep " + number);
            if (number > 0) {
                chain.get(number - 1).reports.add(next);
            }
            chain.add(next);
        }
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(chain.get(0));
                    return session.flush();
                }),
                sent -> sent.atMost(100));
        assertThat(chain).allSatisfy(each -> assertThat(each.id).isNotNull());
        long before = rows(Employee.class);
        assertStatements(
                sessions.withTransaction(session -> session.getAll(
                                Employee.class,
                                chain.stream().map(each -> each.id).toList())
                        .doOnNext(session::delete)
                        .count()),
                sent -> sent.atMost(200));
        assertThat(rows(Employee.class)).isEqualTo(before - DEEP);
    }

    @Test
    @DisplayName("K01 a circle of which one column can be NULL")
    final void writesACircleByASecondUpdate() {
        Hen hen = new Hen();
        hen.favourite = new Egg();
        hen.favourite.layer = hen;
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(hen);
                    return session.flush();
                }),
                sent -> sent.inserts("hen", 1)
                        .inserts("egg", 1)
                        .updates("hen", 1)
                        .count(3));
        boolean isWhole = inTransaction(session -> session.get(Hen.class, hen.id)
                .flatMap(found -> fetch(session, found, "favourite"))
                .map(found -> found.favourite != null && found.favourite.layer == found));
        assertThat(isWhole).isTrue();
        inTransaction(session ->
                session.get(Hen.class, hen.id).doOnNext(session::delete).then());
        assertThat(rows(Egg.class)).isZero();
    }

    @Test
    @DisplayName("UOW-012 links, from both sides")
    final void writesLinksFromBothSides() {
        Subject first = new Subject("first");
        Subject second = new Subject("second");
        Book book = new Book("linked");
        book.subjects.add(first);
        given(second, book);
        assertThat(first.books).containsExactly(book);
        assertThat(book.subjects.contains(first)).isTrue();
        assertStatements(
                sessions.withTransaction(session -> session.get(Book.class, book.id)
                        .flatMap(found -> fetch(session, found, "subjects"))
                        .zipWith(session.get(Subject.class, second.id).flatMap(found -> fetch(session, found, "books")))
                        .doOnNext(both -> {
                            both.getT1().subjects.clear();
                            both.getT2().books.add(both.getT1());
                        })
                        .then()),
                sent -> sent.inserts("book_subject", 1).deletes("book_subject", 1));
        List<String> titles = inTransaction(session -> session.get(Book.class, book.id)
                .flatMap(found -> fetch(session, found, "subjects"))
                .map(found -> found.subjects.stream()
                        .map(subject -> String.valueOf(subject.title))
                        .toList()));
        assertThat(titles).containsExactly("second");
        assertStatements(
                sessions.withTransaction(session -> session.get(Book.class, book.id)
                        .doOnNext(session::delete)
                        .then()),
                sent -> sent.deletes("book_subject", 1).deletes("book", 2).count(3));
    }

    @Test
    @DisplayName("objects whose hash codes change stay in their sets")
    final void filesSetsAnew() {
        Book book = new Book("hashed");
        Subject subject = new Subject("hashed");
        book.subjects.add(subject);
        given(book);
        assertThat(book.subjects.contains(subject)).isTrue();
        assertThat(book.subjects.remove(subject)).isTrue();
        assertThat(book.subjects).isEmpty();
    }

    @Test
    @DisplayName("keys of several columns, one of them that of another object")
    final void takesKeysFromOtherObjects() {
        Order order = new Order(7);
        order.lines.add(new Line(1, "bolt"));
        order.lines.add(new Line(2, "nut"));
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(order);
                    return session.flush();
                }),
                sent -> sent.inserts("orm_order", 1).inserts("orm_line", 1).count(2));
        assertThat(order.lines).allSatisfy(line -> assertThat(line.orderNumber).isEqualTo(7));
        assertStatements(
                sessions.withTransaction(session -> session.get(Line.class, List.of(7, 2))
                        .doOnNext(line -> line.article = "screw")
                        .then()),
                sent -> sent.updates("orm_line", 1).count(2));
        inTransaction(
                session -> session.get(Order.class, 7).doOnNext(session::delete).then());
        assertThat(rows(Line.class)).isZero();
    }

    @Test
    @DisplayName("keys that the session draws, and versions")
    final void countsVersions() {
        Account account = new Account(10);
        account.picture = new byte[] {1, 2};
        given(account);
        assertThat(account.id).isNotNull();
        for (int round = 1; round <= 2; round++) {
            int expected = round;
            inTransaction(session -> session.get(Account.class, account.id)
                    .doOnNext(found -> found.picture[0]++)
                    .flatMap(found -> session.flush().thenReturn(found))
                    .doOnNext(found -> assertThat(found.version).isEqualTo(expected))
                    .then());
        }
    }

    @Test
    @DisplayName("K12 keys of a sequence and computed values are there after the flush")
    final void readsBackWhatTheDatabaseMakes() {
        List<Ticket> tickets = IntStream.range(0, 100).mapToObj(Ticket::new).toList();
        assertStatements(
                sessions.withTransaction(session -> {
                    session.addAll(tickets);
                    return Mono.empty();
                }),
                sent -> sent.atMost(4));
        assertThat(tickets).allSatisfy(ticket -> {
            assertThat(ticket.id).isNotNull();
            assertThat(ticket.doubled).isEqualTo(2 * ticket.price);
            assertThat(ticket.text).isEqualTo("called");
            assertThat(ticket.calls).containsExactly("PRE_PERSIST", "POST_PERSIST");
        });
        assertThat(tickets.stream().map(ticket -> ticket.id)).doesNotHaveDuplicates();
        Ticket changed = inTransaction(session -> session.get(Ticket.class, tickets.get(5).id)
                .doOnNext(found -> found.price = 50)
                .flatMap(found -> session.flush().thenReturn(found))
                .doOnNext(found -> assertThat(session.state(found)).isEqualTo(EntityState.PERSISTENT)));
        assertThat(changed.doubled).isEqualTo(100);
        assertThat(changed.calls).containsExactly("POST_LOAD", "PRE_UPDATE", "POST_UPDATE");
    }
}
