package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
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
    private final Wanted wanted;

    /** What was asked for; a database that cannot return any row may still be able to tell a key. */
    public enum Wanted {
        /** Columns and other expressions by name. */
        COLUMNS,
        /** The primary key. */
        KEY,
        /** What the statement does not set and the row has all the same. */
        DEFAULTS
    }

    Returning(DmlStatement statement, List<Expression<?>> selected, RowFactory<R> rows) {
        this(statement, selected, rows, Wanted.COLUMNS);
    }

    private Returning(DmlStatement statement, List<Expression<?>> selected, RowFactory<R> rows, Wanted wanted) {
        super(statement.depth() + 1);
        this.statement = statement;
        this.selected = selected;
        this.rows = rows;
        this.wanted = wanted;
    }

    static Returning<Row> of(DmlStatement statement, Wanted wanted) {
        return new Returning<>(statement, columns(statement, wanted), Row::of, wanted);
    }

    private static List<Expression<?>> columns(DmlStatement statement, Wanted wanted) {
        List<Expression<?>> columns = statement.table().columns().stream()
                .filter(column -> wanted == Wanted.KEY ? column.isPrimaryKey() : statement.makes(column))
                .<Expression<?>>map(column -> column)
                .toList();
        if (columns.isEmpty()) {
            String table = statement.table().name();
            throw new InvalidRequestException(
                    ErrorCode.NOTHING_TO_RETURN,
                    wanted == Wanted.KEY
                            ? "The key of the rows of '" + table + "' cannot be returned, as the table has no primary"
                                    + " key. Name the columns: returning(…)."
                            : "The statement on '" + table
                                    + "' makes no value that it does not set: no other column has"
                                    + " an identity, a default or a computation. Name the columns: returning(…).");
        }
        return columns;
    }

    /** What was asked for. */
    public Wanted wanted() {
        return wanted;
    }

    /**
     * The same returned of another statement on the same table, such as this one with more columns set: the defaults
     * are then those of the other statement.
     */
    public Returning<R> over(DmlStatement other) {
        return new Returning<>(other, wanted == Wanted.DEFAULTS ? columns(other, wanted) : selected, rows, wanted);
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
        return new Returning<>((DmlStatement) statement.option(option, value), selected, rows, wanted);
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitReturning(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(statement);
        structure.token(wanted);
        structure.token(selected.size());
        selected.forEach(expression -> {
            structure.token(expression.type());
            structure.node(expression.node());
        });
    }
}
