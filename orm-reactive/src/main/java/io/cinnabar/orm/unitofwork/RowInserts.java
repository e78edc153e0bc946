package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Sequence;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Inserts the rows of new objects and gives these what the database made: keys, defaults and computed values. */
final class RowInserts {
    private final Connection connection;
    private final FlushPlan.Inserts inserts;
    private final TransactionJournal journal;

    RowInserts(Connection connection, FlushPlan.Inserts inserts, TransactionJournal journal) {
        this.connection = connection;
        this.inserts = inserts;
        this.journal = journal;
    }

    Mono<Void> run() {
        return Mono.defer(() -> {
            RowModel model = inserts.model();
            Insert insert = insert(model);
            List<Parameters> rows = parameters();
            List<Integer> made = Changes.made(model, inserts.columns());
            if (made.isEmpty()) {
                return connection
                        .executeMany(insert, rows)
                        .rowsUpdated()
                        .doOnNext(this::check)
                        .then(Mono.fromRunnable(() -> written(List.of(), made)));
            }
            List<Expression<?>> returned =
                    made.stream().<Expression<?>>map(model::column).toList();
            return connection
                    .executeMany(insert.returning(returned), rows)
                    .all()
                    .collectList()
                    .doOnNext(all -> {
                        check(all.size());
                        written(all, made);
                    })
                    .then();
        });
    }

    /** The insert, which draws keys from a sequence by itself. */
    private Insert insert(RowModel model) {
        Insert insert = Sql.insert(model.mapper().table());
        Sequence sequence = model.mapper().keyGeneration().sequence();
        for (int place : model.keyPlaces()) {
            if (sequence != null && !inserts.columns().contains(model.column(place))) {
                insert = Bindings.set(insert, model.column(place), sequence.nextValue());
            }
        }
        return insert;
    }

    private List<Parameters> parameters() {
        List<Column<?>> columns = inserts.columns();
        var rows = new ArrayList<@Nullable Object[]>(inserts.rows().size());
        for (RowWrite row : inserts.rows()) {
            rows.add(row.values(columns, columns.size()));
        }
        return Parameters.rows(columns.stream().map(Column::name).toList(), rows);
    }

    private void check(long count) {
        if (count != inserts.rows().size()) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    "The INSERT of " + inserts.rows().size() + " objects of "
                            + inserts.model().mapper().name() + " wrote " + count
                            + " rows. A trigger or rule of the table has left some out or added some, so that the objects"
                            + " cannot be told from each other.");
        }
    }

    private void written(List<Row> returned, List<Integer> made) {
        for (int index = 0; index < inserts.rows().size(); index++) {
            RowWrite row = inserts.rows().get(index);
            journal.inserting(row);
            Values values = new Values(row);
            values.takeWritten();
            if (!made.isEmpty()) {
                values.take(returned.get(index), made);
            }
        }
    }

    /** Puts values of a row into the attributes of its object. */
    static final class Values {
        private final RowWrite row;

        Values(RowWrite row) {
            this.row = row;
        }

        /** What the session itself decided: the version, and keys that come from other objects. */
        void takeWritten() {
            RowModel model = row.model();
            if (!row.hasSources() && !model.hasVersion()) {
                return;
            }
            for (int place = 0; place < model.columns().size(); place++) {
                RowWrite.Cell cell = row.cells().get(model.column(place));
                boolean isShared = cell != null && model.relationship(place) == null && cell.source() != null;
                if (model.isVersion(place) && row.nextVersion() != null) {
                    set(place, row.nextVersion());
                } else if (cell != null && isShared) {
                    set(place, cell.resolve());
                }
            }
        }

        /** The key of the row that a new object takes over. */
        void takeKey(IdentityKey key) {
            int[] places = row.model().keyPlaces();
            for (int index = 0; index < places.length; index++) {
                if (row.model().relationship(places[index]) == null) {
                    set(places[index], key.values().get(index));
                }
            }
        }

        /** What the database sent back of some columns. */
        void take(Row values, List<Integer> places) {
            for (int index = 0; index < places.size(); index++) {
                set(places.get(index), values.get(index));
            }
        }

        void set(int place, @Nullable Object value) {
            AttributeValues.set(row.state(), place, value);
        }
    }
}
