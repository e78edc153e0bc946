package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.blocking.Blocking;
import io.cinnabar.blocking.BlockingConnection;
import io.cinnabar.blocking.BlockingSession;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InterruptedCallException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Functions that wait, run from reactive code, with its session or its connection. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
@Timeout(120)
public abstract class BlockingRunSuite extends OrmSuite {
    private final Select<User> byName = select(User.class).orderBy(User_.name.asc());

    /** A suite on a database. */
    protected BlockingRunSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    void givenUsers() {
        inTransaction(session -> session.execute(select(User.class))
                .all()
                .doOnNext(session::delete)
                .then());
        given(new User("anna", new Address("anna@one"), new Address("anna@two")), new User("bert"));
    }

    private static boolean isVirtual(Thread thread) {
        return thread.toString().startsWith("VirtualThread");
    }

    @Test
    void loadsWhatIsTouchedInTheFunctionAndNowhereElse() {
        inTransaction(session -> session.execute(byName)
                .first()
                .flatMap(anna -> Blocking.run(
                                session, blocking -> anna.addresses().size())
                        .doOnNext(size -> assertThat(size).isEqualTo(2)))
                .thenMany(session.execute(byName).all())
                .last()
                .doOnNext(bert -> assertThatExceptionOfType(UnloadedAttributeException.class)
                        .isThrownBy(() -> bert.addresses().size()))
                .then());
    }

    @Test
    void worksInTheTransactionOfTheSession() {
        inTransaction(session -> {
            session.add(new User("cleo"));
            return session.flush()
                    .then(Blocking.run(session, blocking -> {
                        blocking.add(new User("dora"));
                        return blocking.execute(byName).map(User::name).all();
                    }))
                    .doOnNext(names -> assertThat(names).containsExactly("anna", "bert", "cleo", "dora"))
                    .then();
        });
        List<String> names = run(sessions.withSession(
                session -> session.scalars(select(User_.name)).collectList()));
        assertThat(names).contains("cleo", "dora");
    }

    @Test
    void worksInTheTransactionOfTheConnection() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> run(engine.begin(connection -> Blocking.run(connection, blocking -> {
                    blocking.execute(insert(User_.ENTITY.table()).set(User_.name, "lost"));
                    assertThat(blocking.<String>scalars(select(User_.name))).contains("lost");
                    assertThat(blocking.<Integer>savepoint(inner ->
                                    inner.<String>scalars(select(User_.name)).size()))
                            .isEqualTo(3);
                    throw new IllegalStateException("enough");
                }))));
        List<String> names = run(engine.connect(
                connection -> connection.scalars(select(User_.name)).collectList()));
        assertThat(names).containsExactlyInAnyOrder("anna", "bert");
    }

    @Test
    void runsOnAThreadThatMayWait() {
        boolean isVirtualHere = Runtime.version().feature() >= 21;
        Thread thread = run(engine.connect(connection -> Blocking.run(connection, blocking -> Thread.currentThread())));
        assertThat(isVirtual(thread)).isEqualTo(isVirtualHere);
        if (!isVirtualHere) {
            assertThat(thread.getName()).startsWith("boundedElastic");
        }
    }

    @Test
    void emitsNothingForNull() {
        String emitted = run(engine.connect(
                connection -> Blocking.<String>run(connection, blocking -> null).defaultIfEmpty("nothing")));
        assertThat(emitted).isEqualTo("nothing");
    }

    @Test
    void interruptsTheFunctionWhenCancelled() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CompletableFuture<Throwable>();
        var flag = new CompletableFuture<Boolean>();
        Disposable running = engine.connect(connection -> Blocking.run(connection, blocking -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException interrupted) {
                        ended.complete(interrupted);
                    }
                    try {
                        blocking.<String>scalars(select(User_.name));
                        flag.complete(false);
                    } catch (InterruptedCallException refused) {
                        flag.complete(true);
                    }
                    return null;
                }))
                .subscribe(nothing -> {}, failure -> {});
        assertThat(begun.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        running.dispose();
        assertThat(ended.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(flag.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lendsNothingBeyondTheFunction() {
        BlockingConnection kept =
                run(engine.connect(connection -> Blocking.<BlockingConnection>run(connection, blocking -> blocking)));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(kept::isolationLevel)
                .matches(failure -> failure.code() == ErrorCode.CLOSED);
    }

    @Test
    void letsOtherOperationsOfTheSessionWaitForTheFunction() {
        var order = new CopyOnWriteArrayList<String>();
        inTransaction(session -> {
            var isRunning = new CountDownLatch(1);
            Mono<Integer> function = Blocking.run(session, blocking -> {
                isRunning.countDown();
                int count = blocking.execute(byName).all().size();
                order.add("first");
                return count + countAgain(blocking);
            });
            Mono<Long> other = Mono.fromRunnable(() -> await(isRunning))
                    .subscribeOn(Schedulers.boundedElastic())
                    .then(Mono.defer(() -> session.execute(byName).all().count()))
                    .doOnNext(count -> order.add("second"));
            return Mono.zip(function, other)
                    .doOnNext(both -> assertThat(both.getT1()).isEqualTo(4));
        });
        assertThat(order).containsExactly("first", "second");
    }

    private int countAgain(BlockingSession blocking) {
        return blocking.execute(byName).all().size();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
