package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.unitofwork.FlushPlan.Step;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the plan of a flush, one step after the other. */
final class FlushExecution {
    private final Connection connection;
    private final TransactionJournal journal;

    FlushExecution(Connection connection, TransactionJournal journal) {
        this.connection = connection;
        this.journal = journal;
    }

    Mono<Void> run(FlushPlan plan) {
        return Flux.fromIterable(plan.steps()).concatMap(this::run).then();
    }

    private Mono<Void> run(Step step) {
        if (step instanceof FlushPlan.Inserts inserts) {
            return named("INSERT", inserts.rows(), new RowInserts(connection, inserts, journal).run());
        }
        if (step instanceof FlushPlan.Updates updates) {
            return named("UPDATE", updates.rows(), new RowUpdates(connection, updates).run());
        }
        if (step instanceof FlushPlan.Deletes deletes) {
            return named("DELETE", deletes.rows(), new RowDeletes(connection, deletes).run());
        }
        return new LinkRows(connection).run(step);
    }

    /** An error of the database says which objects were being written. */
    private static Mono<Void> named(String verb, List<RowWrite> rows, Mono<Void> work) {
        return work.doOnError(DatabaseException.class, failure -> failure.during(words(verb, rows, failure)));
    }

    private static String words(String verb, List<RowWrite> rows, DatabaseException failure) {
        List<InstanceState<?>> failed = FailedRows.of(rows, failure);
        return "; in the flush, at the " + verb + " of " + (failed.size() == 1 ? "" : "one of ") + Naming.of(failed);
    }
}
