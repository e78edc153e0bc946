package io.cinnabar.docs.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.loadOnly;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.orm.Loading.withCriteria;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import org.junit.jupiter.api.Test;

/** Chapter 8, on PostgreSQL, whose SQL it shows. */
abstract class LoadingChapter extends OrmChapter {

    LoadingChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void raisesWhatIsNotLoaded() {
        // tag::unloaded
        User user = sessions.withSession(session -> session.get(User.class, 1L)).block();
        try {
            System.out.println(user.getAddresses().size());
        } catch (UnloadedAttributeException failure) {
            System.out.println(failure.getMessage());
        }
        // end::unloaded
        shows("unloaded");
    }

    @Test
    void loadsByAStatementOfItsOwn() {
        printStatements();
        // tag::select-in
        sessions.withSession(session -> session.execute(select(User.class)
                                .options(selectInLoad(User_.addresses))
                                .orderBy(User_.id))
                        .all()
                        .doOnNext(user -> System.out.println(
                                user.getName() + " has " + user.getAddresses().size()))
                        .then())
                .block();
        // end::select-in
        shows("select-in");
    }

    @Test
    void loadsByAJoin() {
        printStatements();
        // tag::joined
        sessions.withSession(session -> session.execute(select(Address.class)
                                .options(joinedLoad(Address_.user))
                                .orderBy(Address_.email)
                                .limit(2))
                        .all()
                        .doOnNext(address -> System.out.println(
                                address.getEmail() + " of " + address.getUser().getName()))
                        .then())
                .block();
        // end::joined
        shows("joined");
    }

    @Test
    void loadsLater() {
        printStatements();
        // tag::fetch
        sessions.withSession(session -> session.get(User.class, 2L)
                        .flatMap(user -> session.fetch(user, User_.addresses, User_.teams))
                        .doOnNext(user ->
                                System.out.println(user.getAddresses().get(0).getEmail())))
                .block();
        // end::fetch
        shows("fetch");
    }

    @Test
    void loadsSomeColumns() {
        printStatements();
        // tag::columns
        sessions.withSession(session -> session.execute(
                                select(User.class).options(loadOnly(User_.name)).where(User_.id.eq(2L)))
                        .one()
                        .doOnNext(user -> System.out.println(user.getName() + ", fullname is "
                                + (session.isLoaded(user, User_.fullname) ? "" : "not ") + "loaded"))
                        .flatMap(user -> session.fetch(user, User_.fullname))
                        .doOnNext(user -> System.out.println(user.getFullname())))
                .block();
        // end::columns
        shows("columns");
    }

    @Test
    void loadsSomeObjects() {
        printStatements();
        // tag::conditions
        var examples = User_.addresses.and(Address_.email.like("%@example.org"));
        sessions.withSession(session -> session.execute(select(User.class)
                                .options(selectInLoad(examples).with(loadOnly(Address_.email)))
                                .where(User_.id.eq(2L)))
                        .one()
                        .doOnNext(user -> System.out.println(user.getAddresses().size())))
                .block();
        // end::conditions
        shows("conditions");
    }

    @Test
    void holdsCriteriaForAll() {
        printStatements();
        // tag::criteria
        SessionOptions options = SessionOptions.DEFAULT.withCriteria(
                withCriteria(Address_.ENTITY, Address_.email.like("%@example.org")));
        SessionFactory.create(engine, sessions.mappings(), options)
                .withSession(session -> session.get(User.class, 2L, selectInLoad(User_.addresses)))
                .doOnNext(user -> System.out.println(user.getAddresses().size()))
                .block();
        // end::criteria
        shows("criteria");
    }
}
