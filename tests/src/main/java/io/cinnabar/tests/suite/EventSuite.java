package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.tests.support.ListenerDiary;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What listeners hear, what they can do, and the options that travel with statements. */
public abstract class EventSuite extends DialectSuite {
    private static final ExecutionOption<String> TENANT = ExecutionOption.of("tenant", String.class);

    /** A suite on a database. */
    protected EventSuite(TestDatabaseUrl database) {
        super(database);
    }

    private static Mono<Integer> answer(Connection connection) {
        return connection.scalar(select(literal(42)));
    }

    @Test
    final void tellsListenersOfEverythingInItsOrder() {
        var diary = ListenerDiary.ofWork();
        Engine told = Engine.create(
                database.url(), EngineOptions.DEFAULT.withName("told").withListener(diary));
        StepVerifier.create(told.begin(
                        connection -> answer(connection).then(connection.savepoint("here", EventSuite::answer))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(told.begin(connection -> Mono.error(new IllegalStateException("no"))))
                .expectErrorMessage("no")
                .verify(DEADLINE);
        PoolProbe.expectIdle(told, DEADLINE);
        StepVerifier.create(told.close().then(told.close())).expectComplete().verify(DEADLINE);
        assertThat(diary.entries())
                .containsExactly(
                        "acquire",
                        "begin",
                        "before",
                        "after 1",
                        "savepoint here",
                        "before",
                        "after 1",
                        "release savepoint here",
                        "commit",
                        "release",
                        "acquire",
                        "begin",
                        "rollback",
                        "release",
                        "close told");
    }

    @Test
    final void tellsListenersOfRowsAndErrors() {
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(users).rows(List.of("a", "b", "c"), (row, name) -> row.set(users.name, name)))
                        .then()
                        .then(connection
                                .execute(select(users.name).where(users.name.in("a", "b", "c")))
                                .all()
                                .then())
                        .then(connection.execute(text("SELEKT")).then().onErrorComplete())))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(recorder.executed().map(StatementRecorder.Executed::outcome))
                .assertNext(inserted -> {
                    assertThat(inserted.rows()).isEqualTo(3);
                    assertThat(inserted.elapsed()).isPositive();
                    assertThat(inserted.error()).isNull();
                })
                .assertNext(selected -> assertThat(selected.rows()).isEqualTo(3))
                .assertNext(failed -> assertThat(failed.error()).isInstanceOf(BadSqlException.class))
                .thenCancel()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(recorder.events())
                .hasSize(3)
                .allMatch(event -> event.engineName().equals("cinnabar"));
    }

    @Test
    final void aListenerCanFailAStatementBeforeItIsSent() {
        var recorder = new StatementRecorder();
        Disposable refusing = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                return event.sql().startsWith("INSERT")
                        ? Mono.error(new IllegalStateException("no writes"))
                        : Mono.empty();
            }
        });
        Disposable listening = engine.listen(recorder);
        long before = run(countUsers());
        StepVerifier.create(engine.begin(connection -> connection
                        .execute(insert(users).set(users.name, "refused"))
                        .rowsUpdated()))
                .expectErrorMessage("no writes")
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(countUsers()).expectNext(before).expectComplete().verify(DEADLINE);
        refusing.dispose();
        listening.dispose();
        assertThat(recorder.sql()).noneMatch(sql -> sql.startsWith("INSERT"));
    }

    @Test
    final void aListenerThatThrowsFailsTheStatementOnly() {
        Disposable throwing = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                throw new IllegalStateException("listener is broken");
            }
        });
        StepVerifier.create(engine.connect(EventSuite::answer))
                .expectErrorMessage("listener is broken")
                .verify(DEADLINE);
        throwing.dispose();
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(engine.connect(EventSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void aListenerThatWasTakenAwayHearsNothing() {
        var recorder = new StatementRecorder();
        engine.listen(recorder).dispose();
        StepVerifier.create(engine.connect(EventSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(recorder.events()).isEmpty();
    }

    @Test
    final void theContextOfEachSubscriberReachesListeners() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Disposable listening = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                return Mono.deferContextual(context -> {
                    seen.add(event.label() + " " + context.getOrDefault("trace", "none"));
                    return Mono.empty();
                });
            }
        });
        StepVerifier.create(engine.connect(connection -> Mono.zip(
                                labelled(connection, "one").contextWrite(context -> context.put("trace", "1")),
                                labelled(connection, "two").contextWrite(context -> context.put("trace", "2")),
                                labelled(connection, "three")))
                        .contextWrite(context -> context.put("trace", "outer")))
                .expectNextCount(1)
                .expectComplete()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(seen).containsExactlyInAnyOrder("one 1", "two 2", "three outer");
    }

    private static Mono<Integer> labelled(Connection connection, String label) {
        return answer(connection.withOption(ExecutionOptions.LABEL, label));
    }

    @Test
    final void theLabelIsInTheContextOfTheExecution() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Disposable listening = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                return Mono.deferContextual(context -> {
                    seen.add(context.getOrDefault(StatementEvent.LABEL_KEY, "none"));
                    return Mono.empty();
                });
            }
        });
        StepVerifier.create(engine.connectMany(connection -> Flux.<Object>concat(
                        labelled(connection, "query"),
                        connection
                                .withOption(ExecutionOptions.LABEL, "change")
                                .execute(update(users).set(users.age, 1).where(users.id.eq(-1L)))
                                .rowsUpdated(),
                        answer(connection),
                        Mono.deferContextual(context -> Mono.just(context.hasKey(StatementEvent.LABEL_KEY))))))
                .expectNext(42, 0L, 42, false)
                .expectComplete()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(seen).containsExactly("query", "change", "none");
    }

    private static String label(StatementEvent event) {
        return String.valueOf(event.label());
    }

    @Test
    final void optionsOfTheStatementWinOverThoseOfTheConnectionAndTheEngine() {
        var recorder = new StatementRecorder();
        Engine configured = Engine.create(
                database.url(),
                EngineOptions.DEFAULT
                        .withExecution(ExecutionOptions.LABEL, "options")
                        .withExecution(TENANT, "everywhere")
                        .withListener(recorder));
        Engine derived = configured.withOption(ExecutionOptions.LABEL, "engine");
        var statement = select(literal(1));
        StepVerifier.create(Flux.concat(
                        configured.connect(connection -> connection.scalar(statement)),
                        derived.connect(connection -> connection.scalar(statement)),
                        derived.connect(connection -> connection
                                .withOption(ExecutionOptions.LABEL, "connection")
                                .scalar(statement)),
                        derived.connect(connection -> connection
                                .withOption(ExecutionOptions.LABEL, "connection")
                                .scalar(statement.option(ExecutionOptions.LABEL, "statement"))),
                        configured.connect(connection -> connection.scalar(statement))))
                .expectNextCount(5)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(recorder.events())
                .extracting(EventSuite::label)
                .containsExactly("options", "engine", "connection", "statement", "options");
        assertThat(recorder.events())
                .allMatch(event -> "everywhere".equals(event.options().get(TENANT)));
        assertThat(derived.options().get(ExecutionOptions.LABEL)).isEqualTo("engine");
        assertThat(configured.options().get(ExecutionOptions.LABEL)).isEqualTo("options");
        StepVerifier.create(configured.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void everyKindOfStatementReachesListeners() {
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        StepVerifier.create(engine.connectMany(connection -> Flux.concat(
                        connection.stream(select(literal(1)), 10).then(),
                        connection.execute(text("SELECT 2")).then(),
                        connection
                                .execute(update(users).set(users.age, 1).where(users.id.eq(-1L)))
                                .then(),
                        connection
                                .executeMany(insert(users), List.of("x", "y"), (row, name) -> row.set(users.name, name))
                                .then())))
                .expectComplete()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(recorder.sql()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(recorder.events().get(3).batchSize()).isEqualTo(2);
    }

    @Test
    final void tellsListenersOfEachLoanAndOfItsEnd() {
        var diary = ListenerDiary.ofWork();
        Engine told = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(diary));
        StepVerifier.create(told.acquire().flatMap(Connection::close))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(told.connect(connection -> Mono.error(new IllegalStateException("no"))))
                .expectErrorMessage("no")
                .verify(DEADLINE);
        StepVerifier.create(told.connectMany(connection -> Flux.just(1, 2)).take(1))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(told, DEADLINE);
        assertThat(diary.entries()).containsExactly("acquire", "release", "acquire", "release", "acquire", "release");
        StepVerifier.create(told.connect(first -> told.connect(second -> Mono.just(1))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(told, DEADLINE);
        assertThat(diary.entries().subList(6, 10)).containsExactly("acquire", "acquire", "release", "release");
        StepVerifier.create(told.close()).expectComplete().verify(DEADLINE);
        assertThat(diary.entries()).hasSize(11).last().isEqualTo("close cinnabar");
    }

    @Test
    final void tellsListenersOfASavepointThatIsUndone() {
        var diary = ListenerDiary.ofWork();
        Disposable listening = engine.listen(diary);
        StepVerifier.create(engine.begin(connection -> connection
                        .savepoint("here", inner -> Mono.<Integer>error(new IllegalStateException("no")))
                        .onErrorReturn(0)))
                .expectNext(0)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        listening.dispose();
        assertThat(diary.entries())
                .containsExactly(
                        "acquire", "begin", "savepoint here", "rollback to savepoint here", "commit", "release");
    }

    @Test
    final void aListenerThatThrowsAtALoanKeepsNoConnection() {
        Engine small =
                Engine.create(database.url(), EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withMaxSize(1)));
        Disposable throwing = small.listen(new EngineListener() {
            @Override
            public Mono<Void> onAcquire(ConnectionEvent event) {
                throw new IllegalStateException("no loans");
            }
        });
        for (int attempt = 0; attempt < 3; attempt++) {
            StepVerifier.create(small.connect(EventSuite::answer))
                    .expectErrorMessage("no loans")
                    .verify(DEADLINE);
        }
        PoolProbe.expectIdle(small, DEADLINE);
        throwing.dispose();
        StepVerifier.create(small.connect(EventSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(small.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aListenerThatThrowsAtTheEndOfALoanHarmsNothing() {
        Engine small =
                Engine.create(database.url(), EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withMaxSize(1)));
        Disposable throwing = small.listen(new EngineListener() {
            @Override
            public Mono<Void> onRelease(ConnectionEvent event) {
                throw new IllegalStateException("no release");
            }
        });
        for (int attempt = 0; attempt < 3; attempt++) {
            StepVerifier.create(small.connect(EventSuite::answer))
                    .expectNext(42)
                    .expectComplete()
                    .verify(DEADLINE);
        }
        PoolProbe.expectIdle(small, DEADLINE);
        throwing.dispose();
        StepVerifier.create(small.close()).expectComplete().verify(DEADLINE);
    }
}
