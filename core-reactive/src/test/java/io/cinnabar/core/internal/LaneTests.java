package io.cinnabar.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.error.InvalidRequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LaneTests {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Lane lane = new Lane(PATIENCE);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private Mono<String> operation(String label, @Nullable Duration patience, Supplier<Publisher<String>> work) {
        return operation(label, patience, false, work);
    }

    private Mono<String> closing(Supplier<Publisher<String>> work) {
        return operation("close", null, true, work);
    }

    private Mono<String> operation(
            String label, @Nullable Duration patience, boolean isClosing, Supplier<Publisher<String>> work) {
        var ending = new Ending(null, Mono.empty(), patience, new Ending.GiveUp(PATIENCE, Mono.empty()));
        return new LaneFlux<>(
                        lane,
                        new LaneFlux.Operation<>(
                                () -> label,
                                reader -> new Running<>(
                                        Flux.from(work.get()).doOnComplete(() -> done.add(label)), ending, null),
                                10,
                                isClosing,
                                null))
                .next();
    }

    @Test
    void waitsForACommandThatIsJustAboutToStartWhenTheConnectionIsClosed() {
        Sinks.One<String> rolledBack = Sinks.one();
        Mono<String> rollback = operation("ROLLBACK", null, () -> {
            closing(() -> Mono.just("closed")).subscribe();
            return rolledBack.asMono();
        });
        StepVerifier.create(rollback)
                .then(() -> rolledBack.tryEmitValue("rolled back"))
                .expectNext("rolled back")
                .expectComplete()
                .verify(DEADLINE);
        assertThat(done).containsExactly("ROLLBACK", "close");
    }

    @Test
    void givesUpAQueryThatIsJustAboutToStartWhenTheConnectionIsClosed() {
        Sinks.Many<String> rows = Sinks.many().unicast().onBackpressureBuffer();
        Mono<String> query = operation("SELECT", PATIENCE, () -> {
            operation("another", PATIENCE, () -> Mono.just("row")).subscribe();
            closing(() -> Mono.just("closed")).subscribe();
            return rows.asFlux();
        });
        StepVerifier.create(query)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("closed while 'SELECT' was running"))
                .verify(DEADLINE);
    }
}
