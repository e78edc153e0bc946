package io.cinnabar.docs.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.error.UnloadedAttributeException;
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
}
