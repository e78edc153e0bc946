package io.cinnabar.docs.orm;

import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Chapter 7, on PostgreSQL, whose SQL it shows. */
abstract class SessionChapter extends OrmChapter {

    SessionChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void insertsWhatIsAdded() {
        printStatements();
        // tag::add
        var patrick = new User("patrick", null);
        patrick.addAddress("patrick@example.org");

        sessions.withTransaction(session -> {
                    session.add(patrick);
                    return Mono.empty();
                })
                .block();
        System.out.println(patrick.getId());
        // end::add
        shows("add");
    }

    @Test
    void getsByKey() {
        // tag::get
        Mono<Boolean> same = sessions.withSession(session -> session.get(User.class, 1L)
                .zipWith(session.execute(select(User.class).where(User_.name.eq("spongebob")))
                        .one())
                .map(users -> users.getT1() == users.getT2()));
        System.out.println(same.block());
        // end::get
        shows("get");
    }

    @Test
    void selects() {
        // tag::select
        List<String> names = sessions.withSession(session -> session.execute(select(User.class)
                                .where(User_.name.startsWith("s"))
                                .orderBy(User_.name))
                        .all()
                        .map(User::getFullname)
                        .collectList())
                .block();
        System.out.println(names);
        // end::select
        shows("select");
    }

    @Test
    void updatesWhatHasChanged() {
        printStatements();
        // tag::change
        sessions.withTransaction(session -> session.get(User.class, 2L)
                        .doOnNext(sandy -> sandy.setFullname("Sandy C."))
                        .then())
                .block();
        // end::change
        shows("change");
    }

    @Test
    void deletes() {
        printStatements();
        // tag::delete
        sessions.withTransaction(session ->
                        session.get(User.class, 2L).doOnNext(session::delete).then())
                .block();
        // end::delete
        shows("delete");
    }

    @Test
    void explains() {
        // tag::explain
        sessions.withTransaction(session -> session.get(User.class, 2L).flatMap(sandy -> {
                    sandy.setFullname("Sandy C.");
                    session.add(new User("gary", null));
                    return session.explainFlush().doOnNext(System.out::println);
                }))
                .block();
        // end::explain
        shows("explain");
    }

    @Test
    void undoesToASavepoint() {
        // tag::nested
        sessions.withTransaction(session -> {
                    session.add(new User("gary", null));
                    return session.beginNested(inner -> {
                                inner.add(new User("larry", null));
                                return inner.flush().then(Mono.error(new IllegalStateException("no")));
                            })
                            .onErrorComplete(IllegalStateException.class);
                })
                .block();
        List<String> names = sessions.withSession(session ->
                        session.scalars(select(User_.name).orderBy(User_.name)).collectList())
                .block();
        System.out.println(names);
        // end::nested
        shows("nested");
    }

    @Test
    void merges() {
        // tag::merge
        User detached =
                sessions.withSession(session -> session.get(User.class, 1L)).block();
        detached.setFullname("Bob");

        sessions.withTransaction(session -> session.merge(detached)).block();
        // end::merge
        assertThat(sessions.withSession(session -> session.get(User.class, 1L))
                        .block(DEADLINE)
                        .getFullname())
                .isEqualTo("Bob");
    }

    @Test
    void findsConcurrentChanges() {
        // tag::version
        User stale =
                sessions.withSession(session -> session.get(User.class, 1L)).block();

        sessions.withTransaction(session -> session.get(User.class, 1L).doOnNext(user -> user.setFullname("first")))
                .block();
        stale.setFullname("second");
        try {
            sessions.withTransaction(session -> session.merge(stale)).block();
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        // end::version
        shows("version");
    }
}
