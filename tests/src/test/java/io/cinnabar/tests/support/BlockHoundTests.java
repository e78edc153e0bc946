package io.cinnabar.tests.support;

import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BlockHoundTests {

    @Test
    void detectsSleepOnParallelScheduler() {
        Mono<Integer> sleeping = Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return 1;
                })
                .subscribeOn(Schedulers.parallel());

        StepVerifier.create(sleeping).verifyError(BlockingOperationError.class);
    }

    @Test
    void letsBoundedElasticSleep() {
        Mono<Integer> sleeping = Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return 1;
                })
                .subscribeOn(Schedulers.boundedElastic());

        StepVerifier.create(sleeping).expectNext(1).verifyComplete();
    }
}
