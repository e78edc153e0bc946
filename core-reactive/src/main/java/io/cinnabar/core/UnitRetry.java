package io.cinnabar.core;

import io.cinnabar.core.transaction.RetryOptions;
import io.cinnabar.error.DeadlockException;
import io.cinnabar.error.SerializationFailureException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Runs a whole unit of work again when the database says that it may go well another time. */
final class UnitRetry {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.sql");
    private static final double JITTER = 0.5;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private UnitRetry() {}

    static <T> Mono<T> of(Mono<T> unit, RetryOptions options) {
        return options.isOn() ? unit.retryWhen(retry(options, new AtomicBoolean())) : unit;
    }

    /** What has been emitted cannot be taken back, so that from the first element on an error stays one. */
    static <T> Flux<T> of(Flux<T> unit, RetryOptions options) {
        if (!options.isOn()) {
            return unit;
        }
        return Flux.defer(() -> {
            var hasEmitted = new AtomicBoolean();
            return unit.doOnNext(element -> hasEmitted.set(true)).retryWhen(retry(options, hasEmitted));
        });
    }

    private static RetryBackoffSpec retry(RetryOptions options, AtomicBoolean hasEmitted) {
        return Retry.backoff(options.attempts() - 1L, options.backoff())
                .maxBackoff(options.backoff().compareTo(LONGEST) > 0 ? options.backoff() : LONGEST)
                .jitter(JITTER)
                .filter(failure -> !hasEmitted.get() && mayGoWell(failure))
                .doBeforeRetry(signal -> LOG.debug(
                        "A transaction is run again, for the {}. time, after: {}",
                        signal.totalRetries() + 2,
                        String.valueOf(signal.failure().getMessage())))
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }

    private static boolean mayGoWell(Throwable failure) {
        return failure instanceof SerializationFailureException || failure instanceof DeadlockException;
    }
}
