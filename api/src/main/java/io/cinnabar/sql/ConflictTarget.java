package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The key by which an insert finds the row that is there already; what to do with it is still to be said. */
public final class ConflictTarget {
    private final Insert insert;
    private final OnConflict conflict;

    ConflictTarget(Insert insert, OnConflict conflict) {
        this.insert = insert;
        this.conflict = conflict;
    }

    /**
     * The condition of the partial unique index that is meant: {@code ON CONFLICT (email) WHERE deleted_at IS NULL}.
     * Its values are written as literals, since the database compares it with the condition of the index.
     */
    public ConflictTarget where(Condition... conditions) {
        if (conflict.constraint() != null) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The constraint '" + conflict.constraint() + "' is named, so that no condition can tell an index."
                            + " Use onConflict(columns).where(condition).");
        }
        ExpressionNode all = conflict.indexCondition();
        for (Condition condition : conditions) {
            all = all == null ? condition.node() : Junction.of(Junction.Kind.AND, all, condition.node());
        }
        return new ConflictTarget(insert, conflict.with(all, null));
    }

    /** Leaves the row alone that is there already: {@code ON CONFLICT (email) DO NOTHING}. */
    public Insert doNothing() {
        return insert.with(conflict);
    }

    /**
     * Changes the row that is there already. A condition of the update leaves it alone where it does not hold.
     *
     * <pre>{@code
     * insert(users).set(users.email, email).set(users.name, name)
     *         .onConflict(users.email)
     *         .doUpdate(update -> update.set(users.name, excluded(users.name)).where(users.locked.eq(false)))
     *
     * INSERT INTO users (email, name) VALUES (?, ?)
     *     ON CONFLICT (email) DO UPDATE SET name = excluded.name WHERE users.locked = ?
     * }</pre>
     */
    public Insert doUpdate(UnaryOperator<Update> changes) {
        Update update = requireNonNull(changes, "changes").apply(Update.of(insert.table()));
        if (update.table() != insert.table()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The update of the conflict is one of table '"
                            + update.table().name() + "', but the rows of '"
                            + insert.table().name() + "' are inserted. Return the update that the function was given,"
                            + " with columns set.");
        }
        return with(update);
    }

    /**
     * Sets columns of the row that is there already to what the insert would have given them.
     *
     * <pre>{@code
     * insert(users).set(users.email, email).set(users.name, name).onConflict(users.email).doUpdate(users.name)
     *
     * INSERT INTO users (email, name) VALUES (?, ?) ON CONFLICT (email) DO UPDATE SET name = excluded.name
     * }</pre>
     */
    public Insert doUpdate(ColumnExpression<?>... columns) {
        Update update = Update.of(insert.table());
        for (ColumnExpression<?> column : columns) {
            update = excluded(update, column);
        }
        return with(update);
    }

    private static <T extends @Nullable Object> Update excluded(Update update, ColumnExpression<T> column) {
        return update.set(column, Sql.excluded(column));
    }

    private Insert with(Update update) {
        if (update.assignments().isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The update of the conflict sets no column. Set one, or use doNothing().");
        }
        return insert.with(conflict.with(conflict.indexCondition(), update));
    }
}
