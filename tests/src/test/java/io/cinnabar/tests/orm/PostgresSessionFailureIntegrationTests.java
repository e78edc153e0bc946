package io.cinnabar.tests.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.FlushException;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.NotNullViolationException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionListener;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Badge;
import io.cinnabar.tests.orm.model.Employee;
import io.cinnabar.tests.orm.model.Order;
import io.cinnabar.tests.orm.model.Ticket;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What triggers, rules and deferred constraints do to sessions, and which object a batch could not write. */
@UsesPostgres
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
class PostgresSessionFailureIntegrationTests extends OrmSuite {
    PostgresSessionFailureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeAll
    void createTriggers() {
        run(engine.connect(connection -> Flux.fromIterable(List.of(
                        """
                        CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN IF NEW.price = 13 THEN RETURN NULL; END IF; RETURN NEW; END $$""",
                        "CREATE TRIGGER leave_out BEFORE INSERT ON ticket FOR EACH ROW EXECUTE FUNCTION leave_out()",
                        """
                        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN NEW.holder := upper(NEW.holder); RETURN NEW; END $$""",
                        "CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON badge FOR EACH ROW EXECUTE FUNCTION shout()",
                        "CREATE RULE nowhere AS ON INSERT TO orm_order WHERE NEW.number < 0 DO INSTEAD NOTHING",
                        "ALTER TABLE employee ADD CONSTRAINT one_name UNIQUE (name) DEFERRABLE INITIALLY DEFERRED"))
                .concatMap(sql -> connection.execute(Sql.text(sql)).rowsUpdated())
                .then()));
    }

    private static Object[] tickets(int... prices) {
        return IntStream.of(prices).mapToObj(Ticket::new).toArray();
    }

    @Test
    @DisplayName("K03 a trigger that leaves rows of a batch out")
    void findsThatRowsAreMissing() {
        assertThatThrownBy(() -> given(tickets(1, 13, 3)))
                .isInstanceOf(FlushException.class)
                .hasMessageContaining("The INSERT of 3 objects of Ticket wrote 2 rows.");
        assertThatThrownBy(() -> given(tickets(13))).isInstanceOf(FlushException.class);
        Object[] tickets = tickets(1, 2, 3);
        given(tickets);
        assertThat(Stream.of(tickets).map(ticket -> ((Ticket) ticket).doubled)).containsExactly(2, 4, 6);
    }

    @Test
    @DisplayName("K03 a rule that writes nothing")
    void findsThatARuleHasWrittenNothing() {
        assertThatThrownBy(() -> given(new Order(1), new Order(-1)))
                .isInstanceOfAny(FlushException.class, DatabaseException.class)
                .hasMessageContaining("INSERT");
    }

    @Test
    @DisplayName("K12 what a trigger has written is there after a refresh")
    void refreshesWhatATriggerHasWritten() {
        Badge badge = new Badge("loud", "sandy");
        inTransaction(session -> {
            session.add(badge);
            return session.flush()
                    .then(Mono.fromRunnable(() -> assertThat(badge.holder).isEqualTo("sandy")))
                    .then(session.refresh(badge))
                    .doOnNext(found -> {
                        assertThat(found.holder).isEqualTo("SANDY");
                        assertThat(session.isModified(found)).isFalse();
                        found.holder = "patrick";
                    })
                    .then(session.flush())
                    .then(session.refresh(badge))
                    .doOnNext(found -> assertThat(found.holder).isEqualTo("PATRICK"));
        });
    }

    @Test
    @DisplayName("a COMMIT that fails")
    void takesObjectsBackWhenTheCommitFails() {
        given(new Employee("deferred"));
        Employee added = new Employee("deferred");
        Employee kept = new Employee("other");
        given(kept);
        var held = new java.util.concurrent.atomic.AtomicReference<Employee>();
        assertThatThrownBy(() -> inTransaction(session -> session.get(Employee.class, kept.id)
                        .doOnNext(found -> {
                            held.set(found);
                            found.name = "written";
                            session.add(added);
                        })
                        .then(session.flush())
                        .then(Mono.fromRunnable(() -> {
                            assertThat(added.id).isNotNull();
                            assertThat(session.state(added)).isEqualTo(EntityState.PERSISTENT);
                        }))))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(added.id).isNull();
        assertThat(held.get().name).isEqualTo("other");
        added.name = "not the same";
        given(added);
        assertThat(added.id).isNotNull();
    }

    @Test
    @DisplayName("a COMMIT by hand that fails")
    void needsARollbackWhenTheCommitFails() {
        given(new Employee("by hand"));
        Employee added = new Employee("by hand");
        run(sessions.withSession(session -> {
            session.add(added);
            return session.commit()
                    .onErrorResume(UniqueViolationException.class, failure -> session.rollback())
                    .then(Mono.fromRunnable(() -> {
                        assertThat(session.state(added)).isEqualTo(EntityState.TRANSIENT);
                        added.name = "by hand, again";
                        session.add(added);
                    }))
                    .then(session.commit());
        }));
        assertThat(added.id).isNotNull();
    }

    @Test
    @DisplayName("K02 the object whose key is taken")
    void namesTheObjectWhoseKeyIsTaken() {
        given(new Address("taken"));
        Object[] many = IntStream.range(0, 100)
                .mapToObj(number -> new Address(number == 41 ? "taken" : "free" + number))
                .toArray();
        assertThatThrownBy(() -> given(many))
                .isInstanceOf(UniqueViolationException.class)
                .hasMessageContaining("in the flush, at the INSERT of Address (new, object 42) [")
                .hasMessageNotContaining("taken");
    }

    @Test
    @DisplayName("K02 the objects that have the same key")
    void namesTheObjectsThatHaveTheSameKey() {
        Object[] many = IntStream.range(0, 100)
                .mapToObj(number -> new Address(number == 41 || number == 51 ? "same" : "other" + number))
                .toArray();
        assertThatThrownBy(() -> given(many))
                .isInstanceOf(UniqueViolationException.class)
                .hasMessageContaining("at the INSERT of one of Address (new, object 42), Address (new, object 52) [");
    }

    @Test
    @DisplayName("K02 the object without a value that it must have")
    void namesTheObjectWithoutAValue() {
        Object[] many = IntStream.range(0, 100)
                .mapToObj(number -> {
                    User user = new User("named");
                    user.name = number == 7 ? null : "named";
                    return user;
                })
                .toArray();
        assertThatThrownBy(() -> given(many))
                .isInstanceOf(NotNullViolationException.class)
                .hasMessageContaining("at the INSERT of User (new, object 8) [");
    }

    @Test
    @DisplayName("K02 the object that others refer to, and the one that refers to nothing")
    void namesTheObjectsOfAForeignKey() {
        run(engine.connect(connection -> connection
                .execute(Sql.text("ALTER TABLE orm_line ADD COLUMN seller bigint REFERENCES orm_user (id)"))
                .rowsUpdated()));
        List<User> users = IntStream.range(0, 5)
                .mapToObj(number -> new User("seller" + number))
                .toList();
        given(users.toArray());
        Order order = new Order(900);
        order.lines.add(new io.cinnabar.tests.orm.model.Line(1, "sold"));
        given(order);
        run(engine.connect(connection -> connection
                .execute(Sql.text("UPDATE orm_line SET seller = " + users.get(3).id))
                .rowsUpdated()));
        assertThatThrownBy(() -> inTransaction(session -> session.getAll(
                                User.class, users.stream().map(user -> user.id).toList())
                        .doOnNext(session::delete)
                        .then()))
                .isInstanceOf(ForeignKeyViolationException.class)
                .hasMessageContaining("at the DELETE of User " + users.get(3).id + " [");
    }

    @Test
    @DisplayName("listeners of a COMMIT that fails")
    void tellsOfARollbackWhereTheCommitFails() {
        var heard = new CopyOnWriteArrayList<String>();
        SessionFactory listening = sessions.withListener(new SessionListener() {
            @Override
            public Mono<Void> afterCommit(Session session) {
                return Mono.fromRunnable(() -> heard.add("committed"));
            }

            @Override
            public Mono<Void> afterRollback(Session session) {
                return Mono.fromRunnable(() -> heard.add("rolled back"));
            }
        });
        assertThatThrownBy(() -> run(listening.withTransaction(session -> {
                    session.addAll(List.of(new Employee("heard of"), new Employee("heard of")));
                    return Mono.empty();
                })))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(heard).containsExactly("rolled back");
        assertThatThrownBy(() -> run(listening.withSession(session -> {
                    session.addAll(List.of(new Employee("heard of"), new Employee("heard of")));
                    return session.commit();
                })))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(heard).containsExactly("rolled back", "rolled back");
    }
}
