package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.FailureEvent;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Chapter 1, on listeners, the log and the cache. */
abstract class ObservationChapter extends Chapter {

    ObservationChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void listens() {
        // tag::listener
        EngineListener slowStatements = new EngineListener() {
            @Override
            public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
                if (outcome.elapsed().compareTo(Duration.ZERO) > 0) { // a real one would say Duration.ofSeconds(1)
                    System.out.println(outcome.rows() + " row: " + event.sql());
                }
                return Mono.empty();
            }
        };
        Disposable listening = engine.listen(slowStatements);
        engine.connect(connection -> connection.scalar(countUsers)).block();
        // end::listener
        await(this::hasPrinted); // what a listener hears last, it hears when the rows have been handed on
        shows("listener");
        // tag::dispose
        listening.dispose();
        // end::dispose
    }

    // tag::own-option
    static final ExecutionOption<String> TENANT = ExecutionOption.of("tenant", String.class);
    // end::own-option

    @Test
    void takesOptionsOfTheUser() {
        Disposable listening = engine.listen(new EngineListener() {
            // tag::read-option
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                String tenant = event.options().get(TENANT);
                return tenant == null ? Mono.error(new IllegalStateException("No tenant is set.")) : Mono.empty();
            }
            // end::read-option
        });
        // tag::set-option
        engine.withOption(TENANT, "acme").connect(connection -> connection.scalar(countUsers));
        // end::set-option
        assertThat(engine.withOption(TENANT, "acme")
                        .connect(connection -> connection.scalar(countUsers))
                        .block(DEADLINE))
                .isEqualTo(3);
        assertThat(engine.connect(connection -> connection.scalar(countUsers))
                        .onErrorResume(IllegalStateException.class, failure -> Mono.just(-1L))
                        .block(DEADLINE))
                .isEqualTo(-1);
        listening.dispose();
    }

    @Test
    void putsSqlAndErrorsInThePlaceOfOthers() {
        // tag::rewrite
        EngineListener traced = new EngineListener() {
            @Override
            public Mono<String> rewrite(StatementEvent event) {
                return Mono.deferContextual(context -> Mono.justOrEmpty(
                        context.<String>getOrEmpty("page").map(page -> event.sql() + " /* page='" + page + "' */")));
            }
        };
        // end::rewrite
        // tag::error
        EngineListener translating = new EngineListener() {
            @Override
            public Mono<Throwable> onError(FailureEvent event) {
                return event.failure() instanceof UniqueViolationException
                        ? Mono.just(new IllegalArgumentException("The name is taken.", event.failure()))
                        : Mono.empty();
            }
        };
        // end::error
        List<String> sent = new CopyOnWriteArrayList<>();
        Disposable listening = engine.listen(traced);
        Disposable alsoListening = engine.listen(translating);
        Disposable recording = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> beforeExecute(StatementEvent event) {
                sent.add(event.sql());
                return Mono.empty();
            }
        });
        engine.connect(connection -> connection.scalar(countUsers))
                .contextWrite(context -> context.put("page", "start"))
                .block(DEADLINE);
        assertThat(sent).singleElement().asString().endsWith("FROM user_account /* page='start' */");
        Mono<Long> twice = engine.begin(connection -> connection
                .execute(insert(users).set(users.id, 1L).set(users.name, "sandy"))
                .rowsUpdated());
        assertThatThrownBy(() -> twice.block(DEADLINE)).hasMessage("The name is taken.");
        recording.dispose();
        alsoListening.dispose();
        listening.dispose();
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(DEADLINE);
    }

    @Test
    void listensToTransactions() {
        // tag::transactions
        List<String> heard = new CopyOnWriteArrayList<>();
        Disposable listening = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> onBegin(ConnectionEvent event) {
                heard.add("begin");
                return Mono.empty();
            }

            @Override
            public Mono<Void> onSavepoint(ConnectionEvent event, String name) {
                heard.add(name);
                return Mono.empty();
            }

            @Override
            public Mono<Void> onCommit(ConnectionEvent event) {
                heard.add("commit");
                return Mono.empty();
            }

            @Override
            public Mono<Void> onRollback(ConnectionEvent event) {
                heard.add("rollback");
                return Mono.empty();
            }
        });
        engine.begin(connection -> connection.savepoint("part", inner -> inner.scalar(countUsers)))
                .then(engine.begin(connection -> Mono.error(new IllegalStateException("no"))))
                .onErrorComplete()
                .block();
        System.out.println(heard);
        // end::transactions
        shows("transactions");
        listening.dispose();
    }

    @Test
    void caches() {
        Engine engine = Engine.create(url);
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.DEBUG)) {
            // tag::cache
            Mono<Long> sandy = engine.connect(
                    connection -> connection.scalar(select(users.id).where(users.name.eq("sandy"))));
            Mono<Long> patrick = engine.connect(
                    connection -> connection.scalar(select(users.id).where(users.name.eq("patrick"))));
            sandy.then(patrick).block();
            System.out.println(engine.compiledStatements());
            // end::cache
            shows("cache-size");
            showsText(
                    "cache",
                    log.messages().stream()
                            .filter(message -> message.startsWith("SELECT"))
                            .collect(Collectors.joining("\n")));
            log.clear();
            // tag::cache-off
            engine.withOption(ExecutionOptions.COMPILED_CACHE, false)
                    .connect(connection -> connection.scalar(countUsers))
                    .block();
            engine.clearCompiledStatements();
            // end::cache-off
            assertThat(log.messages().get(0)).endsWith("[compiled]");
            assertThat(engine.compiledStatements()).isZero();
        }
        engine.close().block(DEADLINE);
    }

    @Test
    void keepsNoMoreStatementsThanAsked() {
        Engine engine = Engine.create(url, EngineOptions.DEFAULT.withCompiledCacheSize(4));
        for (int columns = 1; columns <= 20; columns++) {
            var statement = select(Collections.nCopies(columns, users.id)).limit(0);
            engine.connect(connection -> connection.execute(statement).then()).block(DEADLINE);
        }
        assertThat(engine.compiledStatements()).isBetween(1, 6);
        engine.close().block(DEADLINE);
    }

    @Test
    void hidesValues() {
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.TRACE)) {
            engine.connect(connection -> connection.scalar(select(users.id).where(users.name.eq("sandy"))))
                    .block(DEADLINE);
            showsText("hidden", log.messages().get(1));
            assertThat(log.messages()).noneMatch(message -> message.contains("sandy"));
        }
    }

    @Test
    void logs() {
        Engine engine = Engine.create(url, EngineOptions.DEFAULT.showBindValues());
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.TRACE)) {
            // tag::logged
            var byName = select(users.id).where(users.name.eq("sandy"));
            engine.withOption(ExecutionOptions.LABEL, "login")
                    .connect(connection -> connection.scalar(byName))
                    .block();
            // end::logged
            await(() -> log.messages().size() == 5);
            showsText("log", String.join("\n", log.messages()));
        }
        engine.close().block(DEADLINE);
    }
}
