package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Updates the rows of changed objects, each of which must still be there in the version that was loaded. */
final class RowUpdates {
    private final Connection connection;
    private final FlushPlan.Updates updates;
    private final RowModel model;

    RowUpdates(Connection connection, FlushPlan.Updates updates) {
        this.connection = connection;
        this.updates = updates;
        this.model = updates.model();
    }

    Mono<Void> run() {
        return Mono.defer(() -> {
            RowWrite first = updates.rows().get(0);
            List<Parameters> rows = parameters(first);
            return connection
                    .executeMany(statement(first), rows)
                    .rowsUpdated()
                    .flatMap(count -> count == rows.size()
                            ? Mono.<Void>empty()
                            : new StaleRows(connection, model, updates.rows()).fail("changed"))
                    .then(Mono.defer(this::written));
        });
    }

    private Update statement(RowWrite first) {
        Update update = Sql.update(model.mapper().table());
        for (Column<?> column : updates.columns()) {
            update = Bindings.set(update, column, "new " + column.name());
        }
        for (int place = 0; first.isTakingOver() && place < model.columns().size(); place++) {
            if (isLeftToDatabase(place)) {
                update = Bindings.setDefault(update, model.column(place));
            }
        }
        var conditions = new ArrayList<Condition>();
        for (int place : model.keyPlaces()) {
            conditions.add(Bindings.isParameter(
                    model.column(place), "key " + model.column(place).name()));
        }
        if (first.isVersioned()) {
            Column<?> version = model.column(model.version());
            update = Bindings.set(update, version, "next version");
            conditions.add(Bindings.isParameter(version, "version"));
        }
        return update.where(Sql.and(conditions)).option(ExecutionOptions.DISTINCT_ROWS, true);
    }

    private List<Parameters> parameters(RowWrite first) {
        var names = new ArrayList<String>();
        updates.columns().forEach(column -> names.add("new " + column.name()));
        model.keyColumns().forEach(column -> names.add("key " + column.name()));
        if (first.isVersioned()) {
            names.add("next version");
            names.add("version");
        }
        var rows = new ArrayList<@Nullable Object[]>(updates.rows().size());
        for (RowWrite row : updates.rows()) {
            rows.add(values(row, names.size()));
        }
        return Parameters.rows(names, rows);
    }

    private @Nullable Object[] values(RowWrite row, int size) {
        @Nullable Object[] values = row.values(updates.columns(), size);
        int index = updates.columns().size();
        for (Object part : key(row).values()) {
            values[index] = part;
            index++;
        }
        if (row.isVersioned()) {
            values[index] = row.nextVersion();
            values[index + 1] = row.known().loaded(model.version());
        }
        return values;
    }

    /** The key of a row: of one that was inserted just before, that of its attributes. */
    static IdentityKey key(RowWrite row) {
        IdentityKey key = row.known().key();
        if (key == null) {
            key = RowKeys.current(row.state());
        }
        if (key == null) {
            throw new IllegalStateException("No key of " + row.state());
        }
        return key;
    }

    /** Whether an INSERT would leave a column out, so that the database makes its value. */
    private boolean isLeftToDatabase(int place) {
        Column<?> column = model.column(place);
        return column.isServerGenerated()
                && !column.isComputed()
                && !model.isKey(place)
                && !updates.columns().contains(column);
    }

    private Mono<Void> written() {
        for (RowWrite row : updates.rows()) {
            if (row.isTakingOver()) {
                new RowInserts.Values(row).takeKey(key(row));
            }
            if (row.isVersioned()) {
                new RowInserts.Values(row).set(model.version(), row.nextVersion());
            }
        }
        List<Integer> made = updates.rows().get(0).isTakingOver()
                ? Changes.made(model, updates.columns())
                : ReadBack.readOnly(model);
        return new ReadBack(connection, model, updates.rows()).run(made);
    }
}
