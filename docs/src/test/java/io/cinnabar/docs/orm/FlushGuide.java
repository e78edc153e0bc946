package io.cinnabar.docs.orm;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The code of the guide to the flush, on PostgreSQL. */
abstract class FlushGuide extends OrmChapter {

    FlushGuide(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void explainsTheOrder() {
        // tag::order
        sessions.withTransaction(session -> session.get(User.class, 1L)
                        .flatMap(spongebob -> session.fetch(spongebob, User_.addresses, User_.teams))
                        .zipWith(session.get(User.class, 2L))
                        .flatMap(found -> {
                            User spongebob = found.getT1();
                            spongebob.setFullname("Bob");
                            spongebob.getAddresses().clear();
                            spongebob.addAddress("bob@example.org");
                            spongebob.getTeams().add(new Team("blue"));
                            session.addAll(spongebob.getTeams());
                            session.delete(found.getT2());
                            return session.explainFlush();
                        })
                        .doOnNext(System.out::println))
                .block();
        // end::order
        shows("order");
    }

    @Test
    void writesManyByOneStatement() {
        printStatements();
        // tag::many
        sessions.withTransaction(session -> {
                    IntStream.range(0, 1_000)
                            .mapToObj(number -> new User("user " + number, null))
                            .forEach(session::add);
                    return Mono.empty();
                })
                .block();
        // end::many
        shows("many");
    }

    @Test
    void groupsByWhatChanges() {
        printStatements();
        // tag::groups
        sessions.withTransaction(session -> Mono.zip(session.get(User.class, 1L), session.get(User.class, 2L))
                        .doOnNext(users -> {
                            users.getT1().setFullname("Bob");
                            users.getT2().setFullname("Sandy C.");
                            users.getT2().setName("sandra");
                        }))
                .block();
        // end::groups
        shows("groups");
    }

    @Test
    void leavesAloneWhatIsNotLoaded() {
        printStatements();
        // tag::unloaded
        sessions.withTransaction(session ->
                        session.get(Address.class, 1L).doOnNext(address -> address.setEmail("bob@example.org")))
                .block();
        // end::unloaded
        shows("unloaded");
    }

    @Test
    void tellsWhatCouldNotBeWritten() {
        // tag::failure
        try {
            sessions.withTransaction(session -> {
                        session.add(new Team("blue"));
                        return session.flush()
                                .then(Mono.fromRunnable(() -> session.expungeAll()))
                                .then(Mono.fromRunnable(() -> session.add(new Team("blue"))));
                    })
                    .block();
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        // end::failure
        shows("failure");
    }

    @Test
    void countsRows() {
        // tag::stale
        try {
            sessions.withTransaction(session -> session.get(User.class, 1L)
                            .doOnNext(user -> user.setFullname("mine"))
                            .then(sessions.withTransaction(
                                    other -> other.get(User.class, 1L).doOnNext(user -> user.setFullname("theirs")))))
                    .block();
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        // end::stale
        shows("stale");
    }
}
