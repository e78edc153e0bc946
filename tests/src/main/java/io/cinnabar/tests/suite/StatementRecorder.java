package io.cinnabar.tests.suite;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Remembers the statements that an engine executes, and how they end. */
final class StatementRecorder implements EngineListener {
    private final List<StatementEvent> events = new CopyOnWriteArrayList<>();
    private final Sinks.Many<Executed> executed = Sinks.many().replay().all();

    /** A statement and how it ended. */
    record Executed(StatementEvent event, StatementOutcome outcome) {}

    @Override
    public Mono<Void> beforeExecute(StatementEvent event) {
        return Mono.fromRunnable(() -> events.add(event));
    }

    @Override
    public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
        executed.emitNext(new Executed(event, outcome), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(10)));
        return Mono.empty();
    }

    /** The statements that were sent, in their order. */
    List<StatementEvent> events() {
        return List.copyOf(events);
    }

    /** The texts of the statements that were sent, in their order. */
    List<String> sql() {
        return events.stream().map(StatementEvent::sql).toList();
    }

    /** The statements that have ended and those that will, in the order of their ends; never completes. */
    Flux<Executed> executed() {
        return executed.asFlux();
    }
}
