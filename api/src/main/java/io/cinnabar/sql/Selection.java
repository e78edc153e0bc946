package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a select returns, the columns behind it, and how a row is made of it.
 *
 * @param <R> the class of a row
 */
record Selection<R>(List<Selectable<?>> selectables, List<Expression<?>> columns, RowFactory<R> rows) {

    static <R> Selection<R> of(List<? extends Selectable<?>> selected, RowFactory<R> rows) {
        if (selected.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "A select needs at least one column. Name the columns or a table.");
        }
        var columns = new ArrayList<Expression<?>>(selected.size());
        selected.forEach(selectable -> columns.addAll(selectable.columns()));
        return new Selection<>(List.copyOf(selected), List.copyOf(columns), rows);
    }

    @SuppressWarnings("unchecked") // the session puts an object of the entity's class there
    static <E> Selection<E> ofEntity(EntityExpression<E> entity) {
        return of(List.of(entity), (objects, header) -> (E) objects[0]);
    }

    R row(@Nullable Object[] values, RowHeader header) {
        for (int index = 0; index < selectables.size(); index++) {
            if (selectables.get(index) instanceof EntityExpression<?> entity) {
                throw new InvalidRequestException(
                        ErrorCode.STATEMENT_MISUSED,
                        "The statement selects the entity '"
                                + entity.entityClass().getSimpleName()
                                + "', which only a session can make. Execute it with session.execute(…), or select columns.");
            }
        }
        return rows.row(values, header);
    }

    R rowOf(@Nullable Object[] objects, RowHeader header) {
        return rows.row(objects, header);
    }
}
