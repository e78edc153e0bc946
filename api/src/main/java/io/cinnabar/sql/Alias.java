package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;

/** A table under another name; its columns are reached by {@code alias.c(table.column)} and keep their types. */
public final class Alias extends FromItem {
    private final TableExpression table;
    private final String name;

    Alias(TableExpression table, String name) {
        super(1);
        this.table = table.original();
        this.name = requireNonNull(name, "name");
    }

    /** What makes two aliases the same: the table and the name. */
    record Identity(TableExpression table, String name) {}

    /** The table. */
    public TableExpression table() {
        return table;
    }

    @Override
    public String sourceName() {
        return name;
    }

    @Override
    public Object sourceKey() {
        return new Identity(table, name);
    }

    @Override
    String columnName(ExpressionNode original) {
        if (original instanceof ColumnExpression<?> column && column.original().table() == table) {
            return column.name();
        }
        throw new InvalidRequestException(
                ErrorCode.COLUMN_NOT_FOUND,
                "Alias '" + name + "' has no column for '" + original.name() + "': it is not a column of table '"
                        + table.name() + "'.");
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitAlias(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(table);
        structure.token(name);
    }
}
