package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that returns rows.
 *
 * @param <R> the class of a row
 */
public abstract sealed class RowStatement<R> extends Statement permits Query, Returning, TextStatement {

    RowStatement(int depth) {
        super(depth);
    }

    /** What is selected, in the order of the columns; empty where only the database knows. */
    public abstract List<Expression<?>> selected();

    /** Makes a row from its values, which are in the order of the header. */
    public abstract R row(@Nullable Object[] values, RowHeader header);
}
