package io.cinnabar.core.internal;

import io.cinnabar.core.transaction.SessionReset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Leaves nothing on a connection for its next user: no transaction, no limit, no setting. */
final class Cleaning {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");

    private final Wire wire;
    private final Checkout checkout;
    private final Runtime runtime;

    Cleaning(Wire wire, Checkout checkout, Runtime runtime) {
        this.wire = wire;
        this.checkout = checkout;
        this.runtime = runtime;
    }

    /** Cleans the connection, or destroys it where that fails or takes too long. */
    Mono<Void> clean(boolean isInTransaction) {
        PhysicalConnection physical = checkout.physical();
        if (physical.doomedBecause() != null) {
            return Mono.empty();
        }
        return Mono.defer(() -> isInTransaction || wire.hasForeignTransaction() ? wire.rollback() : Mono.empty())
                .then(wire.statementTimeout(null))
                .then(Mono.defer(() -> reset(physical)))
                .timeout(checkout.cleanUpTimeout())
                .onErrorResume(failure -> {
                    LOG.warn(
                            "A connection could not be cleaned before it went back to the pool; it is destroyed",
                            failure);
                    return wire.destroy("it could not be cleaned before it went back to the pool: " + failure);
                });
    }

    private Mono<Void> reset(PhysicalConnection physical) {
        SessionReset when = runtime.settings().reset();
        if (when == SessionReset.NEVER || when == SessionReset.WHEN_TOUCHED && !physical.isTouched()) {
            return Mono.empty();
        }
        return wire.reset()
                .doOnNext(isReset -> {
                    physical.touched(false);
                    physical.prepared(false);
                    if (isReset) {
                        runtime.listeners().forEach(listener -> listener.onReset(runtime.engineName()));
                    } else {
                        physical.doom("its session may have been changed, and cannot be put back");
                    }
                })
                .then();
    }
}
