package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Chapter 2. */
abstract class TransactionChapter extends Chapter {

    TransactionChapter(TestDatabaseUrl database) {
        super(database);
    }

    // tag::helpers
    Mono<Long> add(Connection connection, String name) {
        return connection.execute(insert(users).set(users.name, name)).rowsUpdated();
    }

    Mono<Long> count() {
        return engine.connect(connection -> connection.scalar(countUsers));
    }
    // end::helpers

    @Test
    void commitsEachStatement() {
        // tag::connect
        Mono<Long> work = engine.connect(
                connection -> add(connection, "gary").then(Mono.error(new IllegalStateException("too late"))));

        work.onErrorComplete().block();
        System.out.println(count().block());
        // end::connect
        shows("connect");
    }

    @Test
    void commits() {
        // tag::begin
        Mono<Long> work = engine.begin(connection -> add(connection, "gary").then(add(connection, "larry")));

        work.block();
        System.out.println(count().block());
        // end::begin
        shows("begin");
    }

    @Test
    void rollsBack() {
        // tag::rollback
        Mono<Long> work = engine.begin(
                connection -> add(connection, "gary").then(Mono.error(new IllegalStateException("too late"))));

        work.onErrorResume(failure -> {
                    System.out.println(failure.getMessage());
                    return Mono.empty();
                })
                .block();
        System.out.println(count().block());
        // end::rollback
        shows("rollback");
    }

    @Test
    void rollsBackOnCancel() {
        // tag::cancel
        Mono<Long> work = engine.begin(connection -> add(connection, "gary").then(Mono.never()));

        work.timeout(Duration.ofMillis(200))
                .onErrorComplete(TimeoutException.class)
                .block();
        System.out.println(count().block());
        // end::cancel
        shows("cancel");
    }

    @Test
    void commitsMany() {
        // tag::many
        Flux<String> names = engine.beginMany(connection -> connection
                .execute(update(users)
                        .set(users.fullname, "?")
                        .where(users.fullname.isNull())
                        .returning(users.name))
                .map(row -> row.v1())
                .all());
        System.out.println(names.collectList().block());
        // end::many
        shows("many");
    }

    @Test
    void takeRollsBack() {
        // tag::take
        Flux<Long> work =
                engine.beginMany(connection -> Flux.concat(add(connection, "gary"), add(connection, "larry")));

        work.take(1).blockLast();
        System.out.println(count().block());
        // end::take
        shows("take");
    }

    @Test
    void refusesASecondBegin() {
        try {
            // tag::nested
            engine.begin(connection -> connection.begin(inner -> add(inner, "gary")))
                    .block();
            // end::nested
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("nested");
    }

    @Test
    void keepsWhatIsOutsideASavepoint() {
        // tag::savepoint
        Mono<Long> work = engine.begin(connection -> add(connection, "gary")
                .then(connection
                        .savepoint(inner -> add(inner, "larry").then(Mono.<Long>error(new IllegalStateException("no"))))
                        .onErrorReturn(IllegalStateException.class, 0L))
                .then(add(connection, "pearl")));

        work.block();
        System.out.println(engine.connectMany(connection -> connection.scalars(
                        select(users.name).where(users.id.gt(3L)).orderBy(users.name)))
                .collectList()
                .block());
        // end::savepoint
        shows("savepoint");
    }

    @Test
    void takesOptions() {
        // tag::options
        TransactionOptions careful = TransactionOptions.DEFAULT
                .withIsolationLevel(IsolationLevel.SERIALIZABLE)
                .withStatementTimeout(Duration.ofSeconds(5));

        engine.begin(careful, connection -> add(connection, "gary")).block();
        // end::options
        assertThat(count().block(DEADLINE)).isEqualTo(4);
    }

    @Test
    void triesAgain() {
        // tag::retry
        Mono<Long> work = engine.begin(connection -> add(connection, "gary"));

        work.retryWhen(Retry.backoff(3, Duration.ofMillis(50))
                        .filter(failure -> failure instanceof CinnabarException known && known.isRetryable()))
                .block();
        // end::retry
        assertThat(count().block(DEADLINE)).isEqualTo(4);
    }

    @Test
    void endsByHand() {
        // tag::manual
        Mono<Long> work = engine.connect(connection -> connection
                .beginTransaction()
                .flatMap(transaction -> add(connection, "gary")
                        .flatMap(rows -> rows == 1 ? transaction.commit() : transaction.rollback()))
                .then(connection.scalar(countUsers)));
        System.out.println(work.block());
        // end::manual
        shows("manual");
    }

    @Test
    void queues() {
        // tag::zip
        Mono<String> both = engine.begin(connection -> Mono.zip(
                        connection.scalar(select(users.name).where(users.id.eq(1L))),
                        connection.scalar(select(users.name).where(users.id.eq(2L))))
                .map(names -> names.getT1() + " and " + names.getT2()));
        System.out.println(both.block());
        // end::zip
        shows("zip");
    }

    @Test
    void endsTheConnection() {
        try {
            // tag::escaped
            Connection escaped =
                    engine.connect(connection -> Mono.just(connection)).block();
            add(escaped, "gary").block();
            // end::escaped
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("escaped");
    }

    @Test
    void acquires() {
        // tag::acquire
        Mono<Long> work =
                Mono.usingWhen(engine.acquire(), connection -> connection.scalar(countUsers), Connection::close);
        // end::acquire
        assertThat(work.block(DEADLINE)).isEqualTo(3);
    }
}
