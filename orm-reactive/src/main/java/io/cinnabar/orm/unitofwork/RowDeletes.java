package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes the rows of objects, each of which must still be there in the version that was loaded. */
final class RowDeletes {
    private static final int PORTION = 1_000;

    private final Connection connection;
    private final RowModel model;
    private final List<RowWrite> rows;

    RowDeletes(Connection connection, FlushPlan.Deletes deletes) {
        this.connection = connection;
        this.model = deletes.model();
        this.rows = deletes.rows();
    }

    Mono<Void> run() {
        List<RowWrite> versioned = rows.stream().filter(RowWrite::isVersioned).toList();
        List<RowWrite> others = rows.stream().filter(row -> !row.isVersioned()).toList();
        Mono<Long> first = versioned.isEmpty() ? Mono.just(0L) : oneByOne(versioned);
        return first.zipWhen(count -> others.isEmpty() ? Mono.just(0L) : byKeys(others), Long::sum)
                .flatMap(count ->
                        count == rows.size() ? Mono.empty() : new StaleRows(connection, model, rows).fail("deleted"));
    }

    private Mono<Long> byKeys(List<RowWrite> portions) {
        if (model.keyPlaces().length > 1) {
            return oneByOne(portions);
        }
        return Flux.fromIterable(portions)
                .buffer(PORTION)
                .concatMap(portion -> connection
                        .execute(Sql.delete(model.mapper().table())
                                .where(KeyedSelects.isOneOf(
                                        model.mapper(),
                                        portion.stream().map(RowUpdates::key).toList())))
                        .rowsUpdated())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> oneByOne(List<RowWrite> each) {
        boolean isVersioned = each.get(0).isVersioned();
        var conditions = new ArrayList<Condition>();
        for (Column<?> column : model.keyColumns()) {
            conditions.add(Bindings.isParameter(column, "key " + column.name()));
        }
        if (isVersioned) {
            conditions.add(Bindings.isParameter(model.column(model.version()), "version"));
        }
        Delete delete = Sql.delete(model.mapper().table())
                .where(Sql.and(conditions))
                .option(ExecutionOptions.DISTINCT_ROWS, true);
        return connection
                .executeMany(
                        delete,
                        each.stream().map(row -> parameters(row, isVersioned)).toList())
                .rowsUpdated();
    }

    private Parameters parameters(RowWrite row, boolean isVersioned) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        IdentityKey key = RowUpdates.key(row);
        List<Column<?>> columns = model.keyColumns();
        for (int index = 0; index < columns.size(); index++) {
            values.put("key " + columns.get(index).name(), key.values().get(index));
        }
        if (isVersioned) {
            values.put("version", row.state().loaded(model.version()));
        }
        return Parameters.of(values);
    }
}
