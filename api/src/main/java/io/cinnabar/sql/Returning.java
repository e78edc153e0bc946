package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT, UPDATE or DELETE that returns rows: {@code INSERT … RETURNING a, b}. The order of the rows is the
 * database's, except for {@code executeMany} of an insert, which keeps the order of its parameters.
 *
 * @param <R> the class of a row
 */
public final class Returning<R> extends RowStatement<R> {
    private final DmlStatement statement;
    private final List<Expression<?>> selected;
    private final RowFactory<R> rows;

    Returning(DmlStatement statement, List<Expression<?>> selected, RowFactory<R> rows) {
        super(statement.depth() + 1);
        this.statement = statement;
        this.selected = selected;
        this.rows = rows;
    }

    /** The statement that changes the rows. */
    public DmlStatement statement() {
        return statement;
    }

    @Override
    public List<Expression<?>> selected() {
        return selected;
    }

    @Override
    public R row(@Nullable Object[] values, RowHeader header) {
        return rows.row(values, header);
    }

    @Override
    public ExecutionOptions options() {
        return statement.options();
    }

    @Override
    public <T> Returning<R> option(ExecutionOption<T> option, T value) {
        return new Returning<>((DmlStatement) statement.option(option, value), selected, rows);
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitReturning(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(statement);
        structure.token(selected.size());
        selected.forEach(expression -> {
            structure.token(expression.type());
            structure.node(expression.node());
        });
    }
}
