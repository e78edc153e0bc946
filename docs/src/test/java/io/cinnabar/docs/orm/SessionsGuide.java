package io.cinnabar.docs.orm;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.orm.EntityListener;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.SessionListener;
import io.cinnabar.tests.support.TestDatabaseUrl;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The code of the guide to sessions, on PostgreSQL. */
abstract class SessionsGuide extends OrmChapter {

    SessionsGuide(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void namesStates() {
        // tag::states
        var gary = new User("gary", null);
        sessions.withSession(session -> {
                    System.out.println(session.state(gary) + " at first");
                    session.add(gary);
                    System.out.println(session.state(gary) + " when it was added");
                    return session.flush()
                            .doOnSuccess(done -> System.out.println(session.state(gary) + " after the flush"))
                            .then(Mono.fromRunnable(() -> session.delete(gary)))
                            .then(session.flush())
                            .doOnSuccess(done -> System.out.println(session.state(gary) + " after the next one"))
                            .then(session.rollback())
                            .doOnSuccess(done -> System.out.println(session.state(gary) + " after the rollback"));
                })
                .block();
        // end::states
        shows("states");
    }

    @Test
    void findsTheSessionOfTheContext() {
        // tag::current
        Mono<Long> countTeams = sessions.current()
                .flatMap(session -> session.scalar(select(count()).from(Team.class)));

        Long teams = sessions.withTransaction(session -> {
                    session.add(new Team("blue"));
                    return countTeams;
                })
                .block();
        System.out.println(teams);
        // end::current
        shows("current");
    }

    @Test
    void coalescesGets() {
        printStatements();
        // tag::coalesced
        Long found = sessions.withSession(session -> Flux.merge(
                                session.get(User.class, 1L), session.get(User.class, 2L), session.get(User.class, 3L))
                        .count())
                .block();
        System.out.println(found);
        // end::coalesced
        shows("coalesced");
    }

    @Test
    void writesBeforeItReads() {
        // tag::autoflush
        Mono<Long> users = sessions.withTransaction(session -> {
            session.add(new User("gary", null));
            Mono<Long> counted = session.scalar(select(count()).from(User.class));
            return session.noAutoflush(open -> counted)
                    .doOnNext(before -> System.out.println(before + " without the new one"))
                    .then(counted);
        });
        System.out.println(users.block() + " with it");
        // end::autoflush
        shows("autoflush");
    }

    @Test
    void expires() {
        printStatements();
        // tag::expire
        sessions.withSession(session -> session.get(User.class, 1L)
                        .doOnNext(user -> {
                            user.setFullname("given up");
                            session.expire(user);
                            System.out.println(session.isLoaded(user) + ", " + user.getFullname());
                        })
                        .flatMap(user -> session.refresh(user))
                        .doOnNext(user -> System.out.println(session.isLoaded(user) + ", " + user.getFullname())))
                .block();
        // end::expire
        shows("expire");
    }

    @Test
    void inspects() {
        // tag::inspect
        sessions.withTransaction(session -> session.get(User.class, 1L)
                        .flatMap(user -> session.fetch(user, User_.addresses))
                        .doOnNext(user -> {
                            var inspection = session.inspect(user);
                            user.setFullname("Bob");
                            user.getAddresses().remove(0);
                            System.out.println(inspection);
                            var fullname = inspection.history(User_.fullname);
                            System.out.println(fullname.before() + " became " + fullname.now());
                            var addresses = inspection.history(User_.addresses);
                            System.out.println(addresses.before().size() + " addresses before, "
                                    + addresses.removed().size() + " removed");
                        }))
                .block();
        // end::inspect
        shows("inspect");
    }

    @Test
    void listens() {
        // tag::listener
        var numbering = new EntityListener<User>() {
            @Override
            public Mono<Void> beforeInsert(Session session, User user) {
                return session.scalar(select(count()).from(User.class))
                        .doOnNext(others -> user.setFullname("User number " + (others + 1)))
                        .then();
            }
        };
        SessionFactory listening = sessions.withListener(User.class, numbering).withListener(new SessionListener() {
            @Override
            public Mono<Void> afterCommit(Session session) {
                return Mono.fromRunnable(() -> System.out.println("committed"));
            }
        });

        var gary = new User("gary", null);
        listening
                .withTransaction(session -> {
                    session.add(gary);
                    return Mono.empty();
                })
                .block();
        System.out.println(gary.getFullname());
        // end::listener
        shows("listener");
    }

    @Test
    void raisesForWhatIsNotLoaded() {
        // tag::reference
        Address address =
                sessions.withSession(session -> session.get(Address.class, 1L)).block();
        System.out.println(address.getUser().getId());
        try {
            System.out.println(address.getUser().getName());
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        // end::reference
        shows("reference");
    }

    @Test
    void takesObjectsBack() {
        // tag::rollback
        var gary = new User("gary", null);
        sessions.withSession(session -> session.get(User.class, 1L).flatMap(user -> {
                    session.add(gary);
                    user.setFullname("Bob");
                    return session.flush()
                            .then(Mono.fromRunnable(() -> System.out.println(gary.getId() + ", " + user.getFullname())))
                            .then(session.rollback())
                            .then(Mono.fromRunnable(
                                    () -> System.out.println(gary.getId() + ", " + user.getFullname())));
                }))
                .block();
        // end::rollback
        shows("rollback");
    }

    @Test
    void needsARollbackAfterAFailedFlush() {
        sessions.withTransaction(session -> {
                    session.add(new Team("blue"));
                    return Mono.empty();
                })
                .block(DEADLINE);
        // tag::failed
        sessions.withSession(session -> {
                    session.add(new Team("blue"));
                    return session.flush()
                            .onErrorResume(
                                    UniqueViolationException.class,
                                    failure -> session.get(User.class, 1L)
                                            .then()
                                            .doOnError(next -> System.out.println(next.getMessage()))
                                            .onErrorComplete())
                            .then(session.rollback())
                            .then(session.get(User.class, 1L))
                            .doOnNext(user -> System.out.println(user.getName()));
                })
                .block();
        // end::failed
        shows("failed");
    }

    @Test
    void letsNobodyUseAnEndedSession() {
        // tag::ended
        Session kept = sessions.withSession(session -> Mono.just(session)).block();
        try {
            kept.get(User.class, 1L).block();
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        // end::ended
        shows("ended");
    }
}
