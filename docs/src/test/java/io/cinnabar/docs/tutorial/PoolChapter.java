package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Sql.insert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.PoolTimeoutException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The guide to transactions, cancel and the pool. */
abstract class PoolChapter extends Chapter {

    PoolChapter(TestDatabaseUrl database) {
        super(database);
    }

    Mono<Long> add(Connection connection, String name) {
        return connection.execute(insert(users).set(users.name, name)).rowsUpdated();
    }

    Mono<Long> count() {
        return engine.connect(connection -> connection.scalar(countUsers));
    }

    @Test
    void bringsTheOuterConnectionIntoTheTransaction() {
        // tag::context
        Mono<Long> work = engine.connect(outer -> outer.begin(inner -> add(outer, "gary")
                .then(add(inner, "larry"))
                .then(Mono.<Long>error(new IllegalStateException("too late")))));

        work.onErrorComplete().block();
        System.out.println(count().block());
        // end::context
        shows("context");
    }

    @Test
    void keepsWhatIsForeignOut() {
        // tag::foreign
        Mono<Void> both = engine.connect(shared -> Mono.when(
                shared.begin(inner -> add(inner, "gary").then(Mono.<Long>error(new IllegalStateException("too late"))))
                        .onErrorComplete(),
                add(shared, "larry")));

        both.block();
        System.out.println(count().block());
        // end::foreign
        shows("foreign");
    }

    @Test
    void namesWhatWaitsForItself() {
        Engine impatient = Engine.create(
                url, EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withAcquireTimeout(Duration.ofMillis(200))));
        try {
            // tag::future
            impatient
                    .connect(outer -> outer.begin(inner -> add(inner, "gary")
                            .then(Mono.fromFuture(() -> add(outer, "larry").toFuture()))))
                    .block();
            // end::future
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("future");
        impatient.close().block(DEADLINE);
    }

    @Test
    void runsAgain() {
        // tag::retry
        TransactionOptions upToFiveTimes = TransactionOptions.DEFAULT
                .withIsolationLevel(IsolationLevel.SERIALIZABLE)
                .withRetry(5, Duration.ofMillis(50));

        engine.begin(upToFiveTimes, connection -> add(connection, "gary")).block();
        // end::retry
        assertThat(count().block(DEADLINE)).isEqualTo(4);
    }

    @Test
    void refusesWhatCouldNeverEnd() {
        Engine small = Engine.create(url, EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withMaxSize(1)));
        try {
            // tag::nested
            small.connect(outer -> outer.scalar(countUsers)
                            .flatMap(count -> small.connect(inner -> add(inner, "user" + count))))
                    .block();
            // end::nested
        } catch (PoolTimeoutException failure) {
            System.out.println(failure.getMessage());
        }
        shows("nested");
        small.close().block(DEADLINE);
    }

    @Test
    void takesOptionsOfThePool() {
        // tag::options
        PoolOptions careful = PoolOptions.DEFAULT
                .withValidateAfterIdle(Duration.ZERO)
                .withReset(SessionReset.ALWAYS)
                .withLeakTimeout(Duration.ofMinutes(1))
                .withMaxPending(500);
        Engine engine = Engine.create(url, EngineOptions.DEFAULT.withPool(careful));
        // end::options
        assertThat(engine.connect(connection -> connection.scalar(countUsers)).block(DEADLINE))
                .isEqualTo(3);
        engine.close().block(DEADLINE);
    }

    @Test
    void renewsAndCloses() {
        Engine engine = Engine.create(url);
        Long users = engine.connect(connection -> connection.scalar(countUsers)).block(DEADLINE);
        assertThat(users).isEqualTo(3);
        // tag::close
        engine.renewConnections();

        engine.close(Duration.ofSeconds(5)).block();
        // end::close
        assertThat(engine.toString()).startsWith("Engine ");
    }

    @Test
    void givesAConnectionUp() {
        Engine engine = Engine.create(url);
        // tag::invalidate
        Mono<Boolean> work = engine.connect(
                connection -> connection.invalidate().then(Mono.fromSupplier(connection::isInvalidated)));
        System.out.println(work.block());
        // end::invalidate
        shows("invalidate");
        engine.close().block(DEADLINE);
    }
}
