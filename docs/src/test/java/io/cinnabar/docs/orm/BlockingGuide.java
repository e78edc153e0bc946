package io.cinnabar.docs.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;

import io.cinnabar.blocking.Blocking;
import io.cinnabar.blocking.BlockingConnection;
import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.blocking.BlockingSession;
import io.cinnabar.blocking.BlockingSessionFactory;
import io.cinnabar.blocking.BlockingTransaction;
import io.cinnabar.error.InterruptedCallException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.orm.SessionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The code of the guide to blocking code. */
abstract class BlockingGuide extends OrmChapter {
    private final Select<Row1<String>> names = select(User_.name).orderBy(User_.id.asc());

    BlockingGuide(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void asksReactively() {
        // tag::core-reactive
        Mono<List<String>> renamed = engine.begin(connection -> connection
                .execute(update(User_.ENTITY.table()).set(User_.name, "sandra").where(User_.name.eq("sandy")))
                .rowsUpdated()
                .doOnNext(count -> System.out.println(count + " renamed"))
                .thenMany(connection.scalars(names))
                .collectList());
        System.out.println(renamed.block());
        // end::core-reactive
        shows("core-reactive");
    }

    @Test
    void asksAndWaits() {
        // tag::core
        BlockingEngine blocking = BlockingEngine.of(engine); // or BlockingEngine.create(url)
        List<String> renamed = blocking.begin(connection -> {
            long count = connection
                    .execute(update(User_.ENTITY.table())
                            .set(User_.name, "sandra")
                            .where(User_.name.eq("sandy")))
                    .rowsUpdated();
            System.out.println(count + " renamed");
            return connection.scalars(names);
        });
        System.out.println(renamed);
        // end::core
        shows("core");
    }

    @Test
    void closesByHand() {
        BlockingEngine blocking = BlockingEngine.of(engine);
        // tag::by-hand
        try (BlockingConnection connection = blocking.acquire();
                BlockingTransaction transaction = connection.beginTransaction()) {
            System.out.println(connection.execute(names).map(Row1::v1).all());
            try (Stream<Row1<String>> rows = connection.stream(names, 500)) {
                rows.map(Row1::v1).forEach(System.out::println);
            }
            transaction.commit();
        }
        // end::by-hand
        shows("by-hand");
    }

    @Test
    void loadsReactively() {
        // tag::session-reactive
        Mono<Void> renaming = sessions.withTransaction(session -> session.execute(select(User.class)
                        .options(selectInLoad(User_.addresses))
                        .where(User_.name.eq("sandy")))
                .one()
                .doOnNext(user -> {
                    user.setFullname("Sandy C.");
                    System.out.println(user.getAddresses().size() + " addresses");
                })
                .then());
        renaming.block();
        // end::session-reactive
        shows("session-reactive");
    }

    @Test
    void loadsWhatIsTouched() {
        // tag::session
        BlockingSessionFactory blocking = BlockingSessionFactory.of(sessions);
        try (BlockingSession session = blocking.open()) {
            User user = session.execute(select(User.class).where(User_.name.eq("sandy")))
                    .one();
            user.setFullname("Sandy C.");
            System.out.println(user.getAddresses().size() + " addresses");
            session.commit();
        }
        // end::session
        shows("session");
    }

    @Test
    void loadsSiblings() {
        // tag::siblings
        BlockingSessionFactory blocking =
                BlockingSessionFactory.of(sessions).withOptions(SessionOptions.DEFAULT.loadingSiblings(100));
        blocking.withSession(session -> {
            for (User user :
                    session.execute(select(User.class).orderBy(User_.id.asc())).all()) {
                System.out.println(
                        user.getName() + " has " + user.getAddresses().size());
            }
            return null;
        });
        // end::siblings
        shows("siblings");
    }

    @Test
    void raisesBeyondTheSession() {
        BlockingSessionFactory blocking = BlockingSessionFactory.of(sessions);
        // tag::beyond
        User user = blocking.withSession(session -> session.get(User.class, 1L).orElseThrow());
        try {
            System.out.println(user.getAddresses().size());
        } catch (UnloadedAttributeException failure) {
            System.out.println(failure.getMessage());
        }
        // end::beyond
        shows("beyond");
    }

    /** Stands for code that knows nothing of Reactor. */
    // tag::report
    static String report(User user) {
        return user.getName() + " reads " + user.getAddresses().size() + " mailboxes";
    }
    // end::report

    @Test
    void runsFromReactiveCode() {
        // tag::run
        Mono<String> report = sessions.withTransaction(session ->
                session.get(User.class, 2L).flatMap(user -> Blocking.run(session, blocking -> report(user))));
        System.out.println(report.block());
        // end::run
        shows("run");
    }

    @Test
    void runsWithAConnection() {
        // tag::run-connection
        Mono<Long> users = engine.begin(connection -> Blocking.run(
                connection,
                blocking ->
                        blocking.<Long>scalar(select(count()).from(User.class)).orElseThrow()));
        System.out.println(users.block());
        // end::run-connection
        shows("run-connection");
    }

    @Test
    void refusesAThreadThatMustNotWait() {
        BlockingEngine blocking = BlockingEngine.of(engine);
        // tag::refused
        Mono<String> wrong =
                Mono.fromSupplier(() -> blocking.server().product()).subscribeOn(Schedulers.parallel());
        try {
            wrong.block();
        } catch (InvalidRequestException failure) {
            System.out.println(failure.code());
        }
        // end::refused
        shows("refused");
    }

    @Test
    void keepsTheFlag() {
        BlockingEngine blocking = BlockingEngine.of(engine);
        // tag::interrupted
        Thread.currentThread().interrupt(); // by whoever wants the thread to end
        try {
            blocking.begin(connection -> connection.scalars(names));
        } catch (InterruptedCallException failure) {
            System.out.println(failure.code() + ", and the flag is " + Thread.interrupted());
        }
        // end::interrupted
        shows("interrupted");
    }

    @Test
    void endsAtADeadline() {
        BlockingEngine blocking = BlockingEngine.of(engine);
        // tag::deadline
        BlockingEngine impatient = blocking.withTimeout(Duration.ofSeconds(20));
        System.out.println(impatient.<List<String>>begin(connection -> connection.scalars(names)));
        // end::deadline
        shows("deadline");
    }
}
