package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.MutableValues;
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

/** Finds out which rows a statement has missed, because somebody else has changed or deleted them. */
final class StaleRows {
    private final Connection connection;
    private final RowModel model;
    private final List<RowWrite> rows;

    StaleRows(Connection connection, RowModel model, List<RowWrite> rows) {
        this.connection = connection;
        this.model = model;
        this.rows = rows;
    }

    /** Signals the error that names a row that was missed. */
    <T> Mono<T> fail(String what) {
        boolean isDelete = what.equals("deleted");
        List<Expression<?>> columns = new ArrayList<>(model.keyColumns());
        int width = columns.size();
        if (model.hasVersion()) {
            columns.add(model.column(model.version()));
        }
        columns.addAll(rows.get(0).columns());
        Map<IdentityKey, List<@Nullable Object>> found = new HashMap<>();
        return Flux.fromIterable(rows)
                .buffer(ReadBack.PORTION)
                .concatMap(portion -> connection
                        .execute(Sql.select(columns)
                                .where(KeyedSelects.isOneOf(
                                        model.mapper(),
                                        portion.stream().map(RowUpdates::key).toList())))
                        .all())
                .doOnNext(row -> note(row, width, found))
                .then(Mono.error(() -> isDelete ? deleted(found) : changed(found)));
    }

    private void note(Row row, int width, Map<IdentityKey, List<@Nullable Object>> found) {
        IdentityKey key = IdentityKey.of(model.mapper(), row.values().subList(0, width));
        if (key != null) {
            found.put(key, row.values().subList(width, row.size()));
        }
    }

    private StaleEntityException changed(Map<IdentityKey, List<@Nullable Object>> found) {
        for (RowWrite row : rows) {
            List<@Nullable Object> values = found.get(RowUpdates.key(row));
            if (values == null) {
                return stale(Naming.of(row.known()) + " was deleted by somebody else since it was loaded, so that its"
                        + " changes were not written.");
            }
            if (rows.size() == 1 || isAnother(row, values)) {
                return stale(Naming.of(row.known()) + " was changed by somebody else since it was loaded"
                        + versions(row, values) + ". The changes of this session were not written over it.");
            }
        }
        return stale("One of " + all() + " was changed or deleted by somebody else since it was loaded.");
    }

    private StaleEntityException deleted(Map<IdentityKey, List<@Nullable Object>> found) {
        for (RowWrite row : rows) {
            List<@Nullable Object> values = found.get(RowUpdates.key(row));
            if (values != null) {
                return stale(Naming.of(row.known()) + " was changed by somebody else since it was loaded"
                        + versions(row, values) + ". It was not deleted.");
            }
        }
        return stale((rows.size() == 1 ? all() : "One of " + all())
                + " was deleted by somebody else already, since it was loaded.");
    }

    private String versions(RowWrite row, List<@Nullable Object> values) {
        return row.isVersioned()
                ? ": its version is " + values.get(0) + " instead of "
                        + row.known().loaded(model.version())
                : "";
    }

    /** Whether a row has not what this session has written, by its version or, where that is the same, its values. */
    private boolean isAnother(RowWrite row, List<@Nullable Object> values) {
        if (row.isVersioned() && !MutableValues.equal(values.get(0), row.nextVersion())) {
            return true;
        }
        int place = model.hasVersion() ? 1 : 0;
        for (RowWrite.Cell cell : row.cells().values()) {
            if (!MutableValues.equal(values.get(place), cell.resolve())) {
                return true;
            }
            place++;
        }
        return false;
    }

    private String all() {
        return Naming.of(rows.stream().map(RowWrite::state).toList());
    }

    private static StaleEntityException stale(String what) {
        return new StaleEntityException(
                ErrorCode.ENTITY_STALE,
                what + " Roll back, load the objects again and repeat the work, or refresh(…) the object before it is"
                        + " changed.");
    }
}
