package io.cinnabar.docs;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.Models;
import io.cinnabar.tests.orm.model.Order;
import io.cinnabar.tests.orm.model.Twin;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@UsesH2
class H2SessionErrorExamplesIntegrationTests extends ErrorExamples {
    private final SessionFactory sessions = SessionFactory.create(engine, Models.mappings());

    H2SessionErrorExamplesIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeAll
    void createMappedTables() {
        engine.connect(connection -> connection.createAll(Models.mappings().metadata()))
                .block(DEADLINE);
        sessions.withTransaction(session -> {
                    session.add(new User("sandy", new Address("sandy@example.org")));
                    return Mono.empty();
                })
                .block(DEADLINE);
    }

    private void showsInSession(String code, Function<Session, Mono<?>> work) {
        shows(
                code,
                () -> sessions.withTransaction(session -> work.apply(session).then())
                        .block(DEADLINE));
    }

    private static Mono<User> sandy(Session session) {
        return session.execute(select(User.class).where(User_.name.eq("sandy"))).one();
    }

    @Test
    void explainsMappings() {
        shows("MAP-001", () -> Mappings.of(User_.ENTITY));
        shows("MAP-002", () -> Mappings.of(User_.ENTITY, Address_.ENTITY).mapper(String.class));
    }

    @Test
    void explainsObjects() {
        showsInSession("ORM-001", session -> {
            session.add(new Order());
            return session.flush();
        });
        showsInSession("ORM-002", Session::commit);
        showsInSession(
                "ORM-003",
                session -> sandy(session).map(user -> user.addresses().size()));
        showsInSession("ORM-004", session -> {
            session.addAll(java.util.List.of(new Order(1), new Order(1)));
            return session.flush();
        });
        showsInSession("ORM-005", session -> {
            session.delete(new User("squidward"));
            return session.flush();
        });
        showsInSession("ORM-007", session -> sandy(session).doOnNext(user -> user.id = 42L));
    }

    @Test
    void explainsFlushes() {
        showsInSession("ORM-006", session -> {
            User user = new User("patrick");
            session.add(user);
            return session.flush()
                    .then(session.connection()
                            .execute(delete(User_.ENTITY.table()).where(User_.name.eq("patrick")))
                            .rowsUpdated())
                    .doOnNext(deleted -> user.name = "star");
        });
        showsInSession("ORM-008", session -> {
            Address address = new Address("squid@example.org");
            address.user = new User("squidward");
            session.add(address);
            return session.flush();
        });
        showsInSession("ORM-009", session -> {
            Twin twin = new Twin();
            twin.other = new Twin();
            twin.other.other = twin;
            session.add(twin);
            return session.flush();
        });
        showsInSession(
                "ORM-011",
                session -> sandy(session)
                        .flatMap(user -> session.connection()
                                .execute(delete(Address_.ENTITY.table()))
                                .then()
                                .then(session.connection()
                                        .execute(delete(User_.ENTITY.table()))
                                        .then())
                                .then(session.refresh(user))));
    }

    @Test
    void explainsLoadOptions() {
        shows(
                "ORM-010",
                () -> sessions.withSession(
                                session -> session.execute(select(Address.class).options(selectInLoad(User_.addresses)))
                                        .first())
                        .block(DEADLINE));
    }
}
