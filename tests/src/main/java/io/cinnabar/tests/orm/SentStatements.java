package io.cinnabar.tests.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Counts the statements that work sends: {@code assertStatements(engine, work, sent -> sent.insert("users", 1))}. */
final class SentStatements implements EngineListener {
    private final List<StatementEvent> events = new CopyOnWriteArrayList<>();

    private SentStatements() {}

    /** Runs work and checks what it has sent. */
    static void assertStatements(Engine engine, Runnable work, Consumer<SentStatements> check) {
        var sent = new SentStatements();
        Disposable listening = engine.listen(sent);
        try {
            work.run();
        } finally {
            listening.dispose();
        }
        check.accept(sent);
    }

    @Override
    public Mono<Void> beforeExecute(StatementEvent event) {
        return Mono.fromRunnable(() -> events.add(event));
    }

    private List<String> starting(String verb, String table) {
        return events.stream()
                .map(StatementEvent::sql)
                .filter(sql -> sql.toUpperCase(Locale.ROOT).contains(verb) && sql.contains(table))
                .toList();
    }

    SentStatements inserts(String table, int count) {
        return matching("INSERT INTO", table, count);
    }

    SentStatements updates(String table, int count) {
        return matching("UPDATE", table, count);
    }

    SentStatements deletes(String table, int count) {
        return matching("DELETE FROM", table, count);
    }

    SentStatements selects(String table, int count) {
        return matching("SELECT", "FROM " + table + " ", count);
    }

    private SentStatements matching(String verb, String table, int count) {
        assertThat(starting(verb, table))
                .as(verb + " " + table + " in " + sql())
                .hasSize(count);
        return this;
    }

    SentStatements count(int count) {
        assertThat(sql()).hasSize(count);
        return this;
    }

    SentStatements atMost(int count) {
        assertThat(sql()).hasSizeLessThanOrEqualTo(count);
        return this;
    }

    List<String> sql() {
        return events.stream().map(StatementEvent::sql).toList();
    }
}
