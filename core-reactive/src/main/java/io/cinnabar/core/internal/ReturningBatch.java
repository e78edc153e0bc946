package io.cinnabar.core.internal;

import io.cinnabar.compile.BatchForm;
import io.cinnabar.compile.SqlCompiler;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of many rows that returns rows, which come in the order of the parameters. Where that order cannot be told
 * from the rows of a statement, each row is sent on its own.
 *
 * @param template the change for one row
 * @param returning what is returned to the caller
 * @param wide the statement that is sent, which also returns what the order is told by
 * @param order how rows are ordered, or null where each row is sent on its own
 * @param form how the statement takes rows
 */
record ReturningBatch<R>(
        DmlStatement template,
        Returning<R> returning,
        Returning<Row> wide,
        @Nullable RowOrder order,
        BatchForm form) {

    static <R> ReturningBatch<R> of(Returning<R> statement, List<Parameters> rows, SqlCompiler compiler) {
        DmlStatement template = BatchTemplate.of(statement.statement(), rows);
        Returning<R> returning = statement.over(template);
        if (template instanceof Insert insert
                && insert.source() == null
                && insert.rows().size() <= 1) {
            Insert keyed = BatchTemplate.withKeyParameters(insert);
            RowOrder order = RowOrder.of(keyed, returning.selected());
            if (order != null) {
                var selected = new ArrayList<>(returning.selected());
                selected.addAll(order.missing());
                Returning<Row> wide = keyed.returning(selected);
                BatchForm form = compiler.batchForm(wide);
                if (form != BatchForm.REPEATED) {
                    return new ReturningBatch<>(template, returning, wide, order, form);
                }
            }
        }
        Returning<Row> single = template.returning(returning.selected());
        return new ReturningBatch<>(template, returning, single, null, BatchForm.REPEATED);
    }

    /** The rows with what the order is told by. */
    List<Parameters> complete(List<Parameters> page) {
        return order != null && template instanceof Insert insert ? BatchTemplate.withKeys(insert, page) : page;
    }

    /** The header of the rows that the caller gets. */
    RowHeader header() {
        List<Expression<?>> selected = returning.selected();
        return new RowHeader(
                selected.stream()
                        .<String>map(each -> String.valueOf(each.node().name()))
                        .toList(),
                selected);
    }

    /** A row that was sent back, as the caller wants it. */
    R row(Row row, RowHeader header) {
        return returning.row(row.values().subList(0, header.size()).toArray(), header);
    }
}
