package io.cinnabar.core.internal;

import io.cinnabar.core.event.EngineListener;
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
    private final Telling telling;

    Cleaning(Wire wire, Checkout checkout, Runtime runtime, Telling telling) {
        this.wire = wire;
        this.checkout = checkout;
        this.runtime = runtime;
        this.telling = telling;
    }

    /** Cleans the connection, or destroys it where that fails or takes too long. */
    Mono<Void> clean(boolean isInTransaction) {
        PhysicalConnection physical = checkout.physical();
        if (physical.doomedBecause() != null) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
                    boolean isOpen = isInTransaction || wire.hasForeignTransaction();
                    return isOpen || wire.hasStatementTimeout() || needsReset(physical)
                            ? cleaned(isOpen, physical)
                            : Mono.empty(); // as after most users, which must not cost a timer
                })
                .onErrorResume(failure -> {
                    LOG.warn(
                            "A connection could not be cleaned before it went back to the pool; it is destroyed",
                            failure);
                    return wire.destroy("it could not be cleaned before it went back to the pool: " + failure);
                });
    }

    private Mono<Void> cleaned(boolean isOpen, PhysicalConnection physical) {
        return (isOpen ? wire.rollback() : Mono.<Void>empty())
                .then(wire.statementTimeout(null))
                .then(Mono.defer(() -> needsReset(physical) ? reset(physical) : Mono.empty()))
                .timeout(checkout.cleanUpTimeout());
    }

    private boolean needsReset(PhysicalConnection physical) {
        SessionReset when = runtime.settings().reset();
        return when == SessionReset.ALWAYS || when == SessionReset.WHEN_TOUCHED && physical.isTouched();
    }

    private Mono<Void> reset(PhysicalConnection physical) {
        return wire.reset().flatMap(isReset -> {
            physical.touched(false);
            physical.prepared(false);
            if (isReset) {
                return telling.tell(EngineListener::onReset);
            }
            physical.doom("its session may have been changed, and cannot be put back");
            return Mono.empty();
        });
    }
}
