package io.cinnabar.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class LoopFluxTests {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Queue<String> steps = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() throws Exception {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }

    private void note(String step) {
        steps.add(step + (loop.inEventLoop() ? "" : " elsewhere"));
    }

    private Flux<Integer> numbers() {
        Flux<Integer> source = Flux.range(1, 9)
                .doOnSubscribe(subscription -> note("subscribe"))
                .doOnRequest(count -> note("request " + count))
                .doOnCancel(() -> note("cancel"));
        return new LoopFlux<>(source, loop);
    }

    private void awaitLoop() throws Exception {
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
    }

    @Test
    void subscribesAsksAndCancelsOnTheLoop() throws Exception {
        StepVerifier.create(numbers(), 0)
                .thenRequest(2)
                .expectNext(1, 2)
                .thenRequest(3)
                .expectNext(3, 4, 5)
                .thenCancel()
                .verify(PATIENCE);
        awaitLoop();
        assertThat(steps).containsExactly("subscribe", "request 2", "request 3", "cancel");
    }

    @Test
    void doesNotWaitForTheLoopOnTheLoop() throws Exception {
        List<Integer> seen = loop.submit(
                        () -> numbers().collectList().toFuture().getNow(List.of()))
                .get(10, TimeUnit.SECONDS);
        assertThat(seen).hasSize(9);
    }

    @Test
    void goesOnWithoutALoopThatHasEnded() throws Exception {
        end();
        StepVerifier.create(numbers()).expectNextCount(9).expectComplete().verify(PATIENCE);
    }

    @Test
    void signalsWhatIsThrownInsteadOfSignalled() {
        Flux<Integer> source = Flux.defer(() -> {
            throw new StackOverflowError("thrown");
        });
        StepVerifier.create(new LoopFlux<>(source, loop))
                .expectErrorMessage("thrown")
                .verify(PATIENCE);
    }
}
