package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.FailureEvent;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.ListenerDiary;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What listeners can do: rewrite, wait, replace errors, and follow a connection through its life. */
public abstract class ListenerSuite extends DialectSuite {
    private static final Select<Row1<Integer>> TYPED = select(literal(42));
    private static final TextStatement<Row1<Integer>> ANSWER = text("SELECT 42").columns(Types.INTEGER);

    private final List<Engine> engines = new ArrayList<>();

    /** A suite on a database. */
    protected ListenerSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Engine small(EngineListener listener) {
        return small(listener, EngineOptions.DEFAULT);
    }

    /** An engine with one connection. */
    private Engine small(EngineListener listener, EngineOptions options) {
        Engine small = Engine.create(
                database.url(),
                options.withListener(listener).withPool(options.pool().withMaxSize(1)));
        engines.add(small);
        return small;
    }

    @AfterEach
    final void closeEngines() {
        engines.forEach(engine -> run(engine.close()));
        engines.clear();
    }

    private static Mono<Integer> answer(Engine engine) {
        return engine.connect(connection -> connection.scalar(ANSWER));
    }

    private static void expect(Mono<Integer> work, int value) {
        StepVerifier.create(work).expectNext(value).expectComplete().verify(DEADLINE);
    }

    @Test
    final void theSqlThatAListenerPutsInItsPlaceIsSent() {
        var recorder = new StatementRecorder();
        Engine rewriting = small(new EngineListener() {
            @Override
            public Mono<String> rewrite(StatementEvent event) {
                return Mono.deferContextual(context -> Mono.just("/* " + context.getOrDefault("trace", "?") + " */ "
                        + event.sql().replace("42", "43")));
            }
        });
        rewriting.listen(recorder);
        rewriting.listen(new EngineListener() {
            @Override
            public Mono<String> rewrite(StatementEvent event) {
                return Mono.just(event.sql() + " -- second");
            }
        });
        expect(answer(rewriting).contextWrite(context -> context.put("trace", "abc")), 43);
        assertThat(recorder.sql()).containsExactly("/* abc */ SELECT 43 -- second");
    }

    @Test
    final void theStatementIsGiven() {
        var recorder = new StatementRecorder();
        Engine recorded = small(recorder);
        Select<Row1<String>> query = select(users.name);
        run(recorded.connect(connection -> connection.execute(query).all().then()));
        assertThat(recorder.events()).hasSize(1);
        assertThat(recorder.events().get(0).statement()).isSameAs(query);
    }

    @Test
    final void eachAnswerIsWaitedFor() {
        var slow = ListenerDiary.late(Duration.ofMillis(30));
        Engine waiting = small(slow);
        StepVerifier.create(waiting.begin(connection -> connection.scalar(TYPED).doOnNext(answer -> slow.note("work"))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(slow.entries())
                .containsExactly("connect", "acquire", "begin", "before", "after 1", "work", "commit", "release");
        slow.clear();
        expect(waiting.connect(connection -> connection.scalar(TYPED)), 42);
        assertThat(slow.entries()).containsExactly("acquire", "before", "after 1", "release");
        slow.clear();
        run(waiting.close());
        assertThat(slow.entries()).containsExactly("disconnect", "close cinnabar");
    }

    @Test
    final void aConnectionThatIsGivenUpIsToldOfAndReplaced() {
        var slow = ListenerDiary.late(Duration.ofMillis(30));
        Engine waiting = small(slow);
        run(waiting.connect(connection -> connection.invalidate()));
        expect(waiting.connect(connection -> connection.scalar(TYPED)), 42);
        assertThat(slow.entries())
                .containsExactly(
                        "connect",
                        "acquire",
                        "invalidate: its user has given it up",
                        "disconnect",
                        "release",
                        "connect",
                        "acquire",
                        "before",
                        "after 1",
                        "release");
    }

    @Test
    final void aListenerKnowsTheConnectionByItsAttributes() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        Engine counting = small(new EngineListener() {
            @Override
            public Mono<Void> onConnect(ConnectionEvent event) {
                event.attributes().put("number", 7);
                return Mono.empty();
            }

            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                seen.add(event.connection().attributes().getOrDefault("number", 0));
                return Mono.empty();
            }
        });
        StepVerifier.create(counting.connect(connection -> connection
                        .scalar(ANSWER)
                        .map(answer -> connection.attributes().getOrDefault("number", 0))))
                .expectNext(7)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(seen).containsExactly(7);
    }

    @Test
    final void aListenerCanPrepareAConnectionForItsUser() {
        Engine preparing = small(new EngineListener() {
            @Override
            public Mono<Void> onAcquire(ConnectionEvent event) {
                return Mono.from(event.driverConnection()
                                .createStatement("INSERT INTO user_account (name, age) VALUES ('listener', 1)")
                                .execute())
                        .flatMap(result -> Mono.from(result.getRowsUpdated()))
                        .then();
            }
        });
        givenUsers(0);
        StepVerifier.create(preparing.connect(this::countUsers))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
    }

    private static EngineListener replacing(Throwable instead, Consumer<FailureEvent> seen) {
        return new EngineListener() {
            @Override
            public Mono<Throwable> onError(FailureEvent event) {
                seen.accept(event);
                return Mono.just(instead);
            }
        };
    }

    @Test
    final void aListenerPutsOneErrorInThePlaceOfAnother() {
        givenUsers(1);
        List<FailureEvent> seen = new CopyOnWriteArrayList<>();
        Engine replacing = small(replacing(new IllegalStateException("the name is taken"), seen::add));
        StepVerifier.create(replacing.begin(connection -> connection
                        .execute(insert(users).set(users.name, "user1"))
                        .rowsUpdated()))
                .expectErrorMessage("the name is taken")
                .verify(DEADLINE);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).failure()).isInstanceOf(UniqueViolationException.class);
        assertThat(seen.get(0).statement()).isNotNull();
        expect(answer(replacing), 42);
    }

    @Test
    final void anErrorThatAListenerTakesForALossHasTheConnectionReplaced() {
        givenUsers(1);
        var slow = ListenerDiary.late(Duration.ofMillis(30));
        Engine replacing = small(replacing(
                new ConnectionLostException(DatabaseFailure.of("The proxy says that the server is gone", null)),
                seen -> {}));
        replacing.listen(slow);
        StepVerifier.create(replacing.connect(connection -> connection
                        .execute(insert(users).set(users.name, "user1"))
                        .rowsUpdated()))
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);
        slow.clear();
        expect(answer(replacing), 42);
        assertThat(slow.entries()).contains("connect");
    }

    @Test
    final void anErrorOfAListenerDoesNotHideTheFirstOne() {
        givenUsers(1);
        Engine failing = small(new EngineListener() {
            @Override
            public Mono<Throwable> onError(FailureEvent event) {
                throw new IllegalStateException("the listener is broken");
            }

            @Override
            public Mono<Void> onRollback(ConnectionEvent event) {
                return Mono.error(new IllegalStateException("the listener is broken"));
            }
        });
        StepVerifier.create(failing.begin(connection -> connection
                        .execute(insert(users).set(users.name, "user1"))
                        .rowsUpdated()))
                .expectError(UniqueViolationException.class)
                .verify(DEADLINE);
        expect(answer(failing), 42);
    }

    @Test
    final void aListenerThatFailsAfterACommitDoesNotUndoIt() {
        givenUsers(0);
        Engine failing = small(new EngineListener() {
            @Override
            public Mono<Void> onCommit(ConnectionEvent event) {
                return Mono.error(new IllegalStateException("the listener is broken"));
            }
        });
        StepVerifier.create(failing.begin(connection -> connection
                        .execute(insert(users).set(users.name, "kept"))
                        .rowsUpdated()))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aListenerThatNeverAnswersFailsAStatement() {
        Engine hanging = small(
                new EngineListener() {
                    @Override
                    public Mono<Void> beforeExecute(StatementEvent event) {
                        return event.sql().contains("42") ? Mono.never() : Mono.empty();
                    }

                    @Override
                    public String toString() {
                        return "Hanging";
                    }
                },
                EngineOptions.DEFAULT.withListenerTimeout(Duration.ofMillis(200)));
        StepVerifier.create(answer(hanging))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                late -> assertThat(late.code()).isEqualTo(ErrorCode.LISTENER_TIMEOUT))
                        .hasMessageContaining("The listener Hanging of the engine 'cinnabar'")
                        .hasMessageContaining("200 ms"))
                .verify(DEADLINE);
        StepVerifier.create(hanging.connect(this::countUsers))
                .expectNextCount(1)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void aListenerThatNeverAnswersHoldsNoEndUp() {
        Engine hanging = small(
                new EngineListener() {
                    @Override
                    public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
                        return Mono.never();
                    }

                    @Override
                    public Mono<Void> onCommit(ConnectionEvent event) {
                        return Mono.never();
                    }

                    @Override
                    public Mono<Void> onRelease(ConnectionEvent event) {
                        return Mono.never();
                    }
                },
                EngineOptions.DEFAULT.withListenerTimeout(Duration.ofMillis(50)));
        expect(hanging.begin(connection -> connection.scalar(ANSWER)), 42);
        expect(answer(hanging), 42);
    }

    /**
     * The limit of a statement is 400 ms, and the server may be silent for 50 ms more; this listener takes a second.
     */
    private Engine withSlow(EngineListener listener) {
        PoolOptions pool = PoolOptions.DEFAULT.withValidationTimeout(Duration.ofMillis(50));
        return small(
                listener,
                EngineOptions.DEFAULT
                        .withPool(pool)
                        .withTransaction(TransactionOptions.DEFAULT.withStatementTimeout(Duration.ofMillis(400)))
                        .withExecution(ExecutionOptions.TIMEOUT, Duration.ofMillis(400)));
    }

    private static <T> Mono<T> late() {
        return Mono.delay(Duration.ofSeconds(1)).then(Mono.empty());
    }

    @Test
    final void theSilenceOfAListenerIsNotTakenForThatOfTheServer() {
        Engine patient = withSlow(new EngineListener() {
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                return late();
            }
        });
        expect(answer(patient), 42);
    }

    @Test
    final void theSilenceOfAListenerAmidATransactionIsNotTakenForThatOfTheServer() {
        Engine patient = withSlow(new EngineListener() {
            @Override
            public Mono<Void> onBegin(ConnectionEvent event) {
                return late();
            }

            @Override
            public Mono<Void> onCommit(ConnectionEvent event) {
                return late();
            }
        });
        expect(patient.begin(connection -> connection.scalar(ANSWER)), 42);
    }

    @Test
    final void theSilenceOfAListenerThatHearsOfAnErrorIsNotTakenForThatOfTheServer() {
        givenUsers(1);
        Engine patient = withSlow(new EngineListener() {
            @Override
            public Mono<Throwable> onError(FailureEvent event) {
                return late();
            }
        });
        StepVerifier.create(patient.connect(connection -> connection
                        .execute(insert(users).set(users.name, "user1"))
                        .rowsUpdated()))
                .expectError(UniqueViolationException.class)
                .verify(DEADLINE);
    }

    /** A listener that a file names. */
    public static final class OfAllEngines implements EngineListener {
        private static final List<String> HEARD = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Void> beforeExecute(StatementEvent event) {
            HEARD.add(event.engineName() + ": " + event.sql());
            return Mono.empty();
        }
    }

    @Test
    final void aServiceHearsOfAllEngines(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(EngineListener.class.getName()), OfAllEngines.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Engine first = Engine.create(database.url(), EngineOptions.DEFAULT.withName("first"));
            Engine second = Engine.create(database.url(), EngineOptions.DEFAULT.withName("second"));
            engines.addAll(List.of(first, second));
            expect(answer(first), 42);
            expect(answer(second), 42);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(OfAllEngines.HEARD).containsExactly("first: SELECT 42", "second: SELECT 42");
        OfAllEngines.HEARD.clear();
    }
}
