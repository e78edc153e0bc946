package io.cinnabar.tests.support;

import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Writes down in a word or two what a listener is told, and answers at once or later. Thread-safe. */
public final class ListenerDiary implements EngineListener {
    private final List<String> entries = new CopyOnWriteArrayList<>();
    private final Set<String> passedOver;
    private final Duration delay;

    private ListenerDiary(Duration delay, Set<String> passedOver) {
        this.delay = delay;
        this.passedOver = passedOver;
    }

    /** A diary of what is done on connections, but not of what becomes of them. */
    public static ListenerDiary ofWork() {
        return new ListenerDiary(Duration.ZERO, Set.of("connect", "disconnect", "invalidate", "reset"));
    }

    /** A diary of transactions only. */
    public static ListenerDiary ofTransactions() {
        return new ListenerDiary(
                Duration.ZERO,
                Set.of(
                        "connect",
                        "disconnect",
                        "invalidate",
                        "reset",
                        "acquire",
                        "release",
                        "before",
                        "after",
                        "close"));
    }

    /** A diary of everything, which is written some time after it is told. */
    public static ListenerDiary late(Duration delay) {
        return new ListenerDiary(delay, Set.of());
    }

    /** What has been written. */
    public List<String> entries() {
        return List.copyOf(entries);
    }

    /** How often a word has been written. */
    public long count(String entry) {
        return entries.stream().filter(entry::equals).count();
    }

    /** Writes what a test does itself. */
    public void note(String entry) {
        entries.add(entry);
    }

    /** Starts anew. */
    public void clear() {
        entries.clear();
    }

    private Mono<Void> told(String word) {
        return told(word, "");
    }

    private Mono<Void> told(String word, String detail) {
        if (passedOver.contains(word)) {
            return Mono.empty();
        }
        String entry = detail.isEmpty() ? word : word + " " + detail;
        if (delay.isZero()) {
            entries.add(entry);
            return Mono.empty();
        }
        return Mono.delay(delay).doOnNext(tick -> entries.add(entry)).then();
    }

    @Override
    public Mono<Void> beforeExecute(StatementEvent event) {
        return told("before");
    }

    @Override
    public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
        return told("after", outcome.rows() + (outcome.error() == null ? "" : " failed"));
    }

    @Override
    public Mono<Void> onConnect(ConnectionEvent event) {
        return told("connect");
    }

    @Override
    public Mono<Void> onAcquire(ConnectionEvent event) {
        return told("acquire");
    }

    @Override
    public Mono<Void> onRelease(ConnectionEvent event) {
        return told("release");
    }

    @Override
    public Mono<Void> onReset(ConnectionEvent event) {
        return told("reset");
    }

    @Override
    public Mono<Void> onInvalidate(ConnectionEvent event, String reason) {
        if (!passedOver.contains("invalidate")) {
            entries.add("invalidate: " + reason); // nobody waits for this answer
        }
        return Mono.empty();
    }

    @Override
    public Mono<Void> onDisconnect(ConnectionEvent event) {
        return told("disconnect");
    }

    @Override
    public Mono<Void> onBegin(ConnectionEvent event) {
        return told("begin");
    }

    @Override
    public Mono<Void> onCommit(ConnectionEvent event) {
        return told("commit");
    }

    @Override
    public Mono<Void> onOutcomeUnknown(ConnectionEvent event) {
        return told("unknown");
    }

    @Override
    public Mono<Void> onRollback(ConnectionEvent event) {
        return told("rollback");
    }

    @Override
    public Mono<Void> onSavepoint(ConnectionEvent event, String name) {
        return told("savepoint", name);
    }

    @Override
    public Mono<Void> onReleaseSavepoint(ConnectionEvent event, String name) {
        return told("release savepoint", name);
    }

    @Override
    public Mono<Void> onRollbackToSavepoint(ConnectionEvent event, String name) {
        return told("rollback to savepoint", name);
    }

    @Override
    public Mono<Void> onClose(String engineName) {
        return told("close", engineName);
    }
}
