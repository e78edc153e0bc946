package io.cinnabar.orm;

import io.cinnabar.core.Connection;
import io.cinnabar.orm.unitofwork.UnitOfWork;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** When a session writes its changes: by name, and before statements unless that is switched off. Thread-safe. */
final class SessionFlush {
    private final Connection connection;
    private final UnitOfWork unitOfWork;
    private final SessionTransaction transaction;
    private final SessionEvents events;
    private volatile boolean isAuto;

    SessionFlush(
            Connection connection,
            UnitOfWork unitOfWork,
            SessionTransaction transaction,
            SessionEvents events,
            boolean isAuto) {
        this.connection = connection;
        this.unitOfWork = unitOfWork;
        this.transaction = transaction;
        this.events = events;
        this.isAuto = isAuto;
    }

    /** Writes what has changed, in the transaction of the session. */
    Mono<Void> run() {
        return Mono.defer(() -> unitOfWork.isClean()
                ? Mono.empty()
                : events.settled(
                        Mono.defer(() -> transaction.within(() -> unitOfWork.flush(connection, transaction::broken))),
                        unitOfWork::isClean));
    }

    /** Writes what has changed before a statement. */
    Mono<Void> auto() {
        return isAuto ? run() : Mono.empty();
    }

    /** Work whose statements do not write what has changed. */
    <T> Mono<T> withoutAuto(Supplier<? extends Mono<T>> work) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> switchAuto(false)),
                before -> work.get(),
                before -> Mono.fromRunnable(() -> switchAuto(before)));
    }

    private boolean switchAuto(boolean isOn) {
        boolean before = isAuto;
        isAuto = isOn;
        return before;
    }
}
