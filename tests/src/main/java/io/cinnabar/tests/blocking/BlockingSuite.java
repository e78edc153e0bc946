package io.cinnabar.tests.blocking;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.blocking.BlockingConnection;
import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.blocking.BlockingTransaction;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InterruptedCallException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.MultipleResultsException;
import io.cinnabar.error.NoResultException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.suite.DialectSuite;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The engine, connections and results for threads that may wait. */
@SuppressWarnings("NullAway") // work without a value returns null, which nobody looks at
@Timeout(120)
public abstract class BlockingSuite extends DialectSuite {
    private final BlockingEngine blocking;
    private final Select<Row1<String>> names;

    /** A suite on a database. */
    protected BlockingSuite(TestDatabaseUrl database) {
        super(database);
        this.blocking = BlockingEngine.of(engine);
        this.names = select(users.name).orderBy(users.id.asc());
    }

    @BeforeEach
    void insertUsers() {
        givenUsers(3);
    }

    /** A test that fails halfway does not interrupt the next one. */
    @AfterEach
    void forgetInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private long userCount() {
        return blocking.<Long>connect(connection ->
                connection.<Long>scalar(select(count()).from(users)).orElseThrow());
    }

    @Test
    void returnsRowsInEveryCardinality() {
        blocking.connect(connection -> {
            assertThat(connection.execute(names).map(Row1::v1).all()).containsExactly("user1", "user2", "user3");
            assertThat(connection.execute(names).first().map(Row1::v1)).hasValue("user1");
            assertThat(connection
                            .execute(names.where(users.name.eq("user2")))
                            .one()
                            .v1())
                    .isEqualTo("user2");
            assertThat(connection.execute(names.where(users.name.eq("nobody"))).oneOrEmpty())
                    .isEmpty();
            assertThat(connection.<String>scalars(names)).hasSize(3);
            assertThat(connection.<String>scalar(select(users.fullname).where(users.name.eq("user1"))))
                    .isEmpty();
            try (Stream<List<Row1<String>>> partitions =
                    connection.execute(names).partitions(2)) {
                assertThat(partitions.map(List::size)).containsExactly(2, 1);
            }
            return null;
        });
    }

    @Test
    void throwsWhereTheCardinalityIsAnotherOne() {
        blocking.connect(connection -> {
            assertThatExceptionOfType(MultipleResultsException.class)
                    .isThrownBy(() -> connection.execute(names).one());
            assertThatExceptionOfType(NoResultException.class)
                    .isThrownBy(() -> connection
                            .execute(names.where(users.name.eq("nobody")))
                            .one());
            return null;
        });
    }

    @Test
    void executesChangesWithoutBeingAskedForTheirCount() {
        blocking.connect(connection -> connection.execute(delete(users).where(users.name.eq("user1"))));
        assertThat(userCount()).isEqualTo(2);
        long updated = blocking.connect(connection ->
                connection.execute(update(users).set(users.age, 5)).rowsUpdated());
        assertThat(updated).isEqualTo(2);
    }

    @Test
    void runsWorkOnTheThreadThatCalls() {
        Thread caller = Thread.currentThread();
        assertThat(blocking.<Thread>begin(connection -> {
                    connection.execute(names).all();
                    return Thread.currentThread();
                }))
                .isSameAs(caller);
        assertThat(blocking.<Thread>connect(
                        connection -> connection.begin(inner -> inner.savepoint(innermost -> Thread.currentThread()))))
                .isSameAs(caller);
    }

    @Test
    void commitsWhatReturnsAndRollsBackWhatThrows() {
        var failure = new IllegalStateException("enough");
        blocking.begin(connection -> connection.execute(insert(users).set(users.name, "kept")));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> blocking.begin(connection -> {
                    connection.execute(insert(users).set(users.name, "lost"));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(blocking.<List<String>>connect(connection -> connection.<String>scalars(names)))
                .containsExactly("user1", "user2", "user3", "kept");
    }

    @Test
    void undoesASavepointAlone() {
        blocking.begin(connection -> {
            connection.execute(insert(users).set(users.name, "outer"));
            assertThatExceptionOfType(UniqueViolationException.class)
                    .isThrownBy(() -> connection.savepoint(inner -> {
                        inner.execute(insert(users).set(users.name, "inner"));
                        return inner.execute(insert(users).set(users.name, "outer"));
                    }));
            return connection.savepoint(
                    "named", inner -> inner.execute(insert(users).set(users.name, "named")));
        });
        assertThat(blocking.<List<String>>connect(connection -> connection.<String>scalars(names)))
                .containsExactly("user1", "user2", "user3", "outer", "named");
    }

    @Test
    void runsATransactionAgainThatTheDatabaseCouldNotSerialize() {
        var attempts = new AtomicInteger();
        TransactionOptions retried = TransactionOptions.DEFAULT.withRetry(3, Duration.ofMillis(1));
        blocking.begin(retried, connection -> {
            connection.execute(insert(users).set(users.name, "once"));
            if (attempts.incrementAndGet() < 3) {
                throw new SerializationFailureException(DatabaseFailure.of("try again", null));
            }
            return null;
        });
        assertThat(attempts).hasValue(3);
        assertThat(userCount()).isEqualTo(4);
    }

    @Test
    void lendsAConnectionUntilItIsClosed() {
        BlockingConnection connection = blocking.acquire();
        try (connection) {
            assertThat(connection.execute(names).all()).hasSize(3);
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(connection.isClosed()).isTrue();
        connection.close();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connection.execute(names).all());
    }

    @Test
    void endsTransactionsByHand() {
        try (BlockingConnection connection = blocking.acquire()) {
            try (BlockingTransaction transaction = connection.beginTransaction()) {
                connection.execute(insert(users).set(users.name, "kept"));
                transaction.commit();
            }
            try (BlockingTransaction transaction = connection.beginTransaction()) {
                connection.execute(insert(users).set(users.name, "lost"));
                assertThat(transaction.isActive()).isTrue();
            }
            assertThat(connection.isInTransaction()).isFalse();
        }
        assertThat(userCount()).isEqualTo(4);
    }

    @Test
    void readsAStreamInPortionsAndLetsItEndEarly() {
        givenUsers(1_000);
        blocking.connect(connection -> {
            try (Stream<Row1<String>> rows = connection.stream(names, 10)) {
                assertThat(rows.map(Row1::v1).limit(3)).containsExactly("user1", "user2", "user3");
            }
            try (Stream<Row1<String>> rows = connection.stream(names, 10)) {
                assertThat(rows.count()).isEqualTo(1_000);
            }
            try (Stream<Row1<String>> rows = connection.execute(names).stream()) {
                assertThat(rows.filter(row -> connection
                                .execute(names.where(users.name.eq(row.v1())))
                                .oneOrEmpty()
                                .isPresent()))
                        .hasSize(1_000);
            }
            return null;
        });
    }

    @Test
    void showsTheCallerInTheTraceOfAnErrorOnce() {
        assertThatExceptionOfType(BadSqlException.class)
                .isThrownBy(() -> blocking.begin(connection ->
                        connection.execute(text("SELECT nothing FROM nowhere")).all()))
                .satisfies(failure -> assertThat(Stream.of(failure.getStackTrace())
                                .filter(frame -> frame.getMethodName().equals("showsTheCallerInTheTraceOfAnErrorOnce")))
                        .hasSize(1))
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith("BlockingResult")));
    }

    @Test
    void refusesAThreadThatMustNotWait() {
        Mono<Long> onParallel = Mono.fromSupplier(this::userCount).subscribeOn(Schedulers.parallel());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> run(onParallel))
                .matches(failure -> failure.code() == ErrorCode.THREAD_MUST_NOT_WAIT)
                .withMessageContaining("parallel-");
    }

    @Test
    void beginsNothingOnAnInterruptedThread() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedCallException.class).isThrownBy(this::userCount);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(userCount()).isEqualTo(3);
    }

    @Test
    void commitsNothingOnAnInterruptedThread() {
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> blocking.begin(connection -> {
                    connection.execute(insert(users).set(users.name, "lost"));
                    Thread.currentThread().interrupt();
                    return null;
                }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(userCount()).isEqualTo(3);
    }

    @Test
    void closesOnAnInterruptedThread() {
        BlockingConnection connection = blocking.acquire();
        BlockingTransaction transaction = connection.beginTransaction();
        Thread.currentThread().interrupt();
        transaction.rollback();
        connection.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void showsWhatTheReactiveFormShows() {
        assertThat(blocking.name()).isEqualTo(engine.name());
        assertThat(blocking.server().product()).isNotEmpty();
        blocking.connect(connection -> {
            assertThat(connection.isInTransaction()).isFalse();
            assertThat(connection.isolationLevel()).isNotNull();
            connection.createAll(metadata);
            return null;
        });
    }
}
