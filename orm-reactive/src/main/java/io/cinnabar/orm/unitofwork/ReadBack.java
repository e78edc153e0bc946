package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads what the database itself writes into rows that were updated: columns that it computes, or that only it writes.
 */
final class ReadBack {
    static final int PORTION = 500;

    private final Connection connection;
    private final RowModel model;
    private final List<RowWrite> rows;

    ReadBack(Connection connection, RowModel model, List<RowWrite> rows) {
        this.connection = connection;
        this.model = model;
        this.rows = rows;
    }

    /** The columns that every update may change without writing them. */
    static List<Integer> readOnly(RowModel model) {
        var places = new ArrayList<Integer>();
        for (int place = 0; place < model.columns().size(); place++) {
            if (model.isReadOnly(place) && model.relationship(place) == null) {
                places.add(place);
            }
        }
        return places;
    }

    /** Reads columns, by their places. */
    Mono<Void> run(List<Integer> places) {
        return places.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(rows)
                        .buffer(PORTION)
                        .concatMap(portion -> read(portion, places))
                        .then();
    }

    private Mono<Void> read(List<RowWrite> portion, List<Integer> places) {
        Map<IdentityKey, RowWrite> byKey = new HashMap<>();
        portion.forEach(row -> byKey.put(RowUpdates.key(row), row));
        List<Expression<?>> columns = new ArrayList<>(model.keyColumns());
        places.forEach(place -> columns.add(model.column(place)));
        int width = columns.size() - places.size();
        return connection
                .execute(Sql.select(columns).where(KeyedSelects.isOneOf(model.mapper(), List.copyOf(byKey.keySet()))))
                .all()
                .doOnNext(row -> {
                    RowWrite write = byKey.get(key(row, width));
                    for (int index = 0; write != null && index < places.size(); index++) {
                        new RowInserts.Values(write).set(places.get(index), row.get(width + index));
                    }
                })
                .then();
    }

    private @Nullable IdentityKey key(Row row, int width) {
        return IdentityKey.of(model.mapper(), row.values().subList(0, width));
    }
}
