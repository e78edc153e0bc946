package io.cinnabar.mapping;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The conditions by which a statement finds the row of an object. */
final class KeyCondition {
    private KeyCondition() {}

    /** That the key of a source is that of an object. */
    static <T> Condition of(Entity<T> entity, T object) {
        var conditions = new ArrayList<Condition>();
        for (MappedColumn column : entity.mapper().keyColumns()) {
            conditions.add(equal(entity.of(column.column()), value(entity.mapper(), column, object)));
        }
        return Sql.and(conditions);
    }

    /** That the foreign key of a relationship refers to an object. */
    static <E, T> Condition of(Entity<E> entity, RelationshipAttribute<E, T> relationship, T object) {
        Mapper<T> target = relationship.target().mapper();
        var conditions = new ArrayList<Condition>();
        for (ColumnPair pair : relationship.join().local()) {
            MappedColumn referred = target.columns().get(target.place(pair.right()));
            conditions.add(equal(entity.of(pair.left()), value(target, referred, object)));
        }
        return Sql.and(conditions);
    }

    /** That an expression has the value that a column of an object has. */
    static <T> Condition of(Expression<?> expression, Mapper<T> mapper, Column<?> column, T object) {
        return equal(expression, value(mapper, mapper.columns().get(mapper.place(column)), object));
    }

    private static <T> Object value(Mapper<T> mapper, MappedColumn column, T object) {
        @Nullable Object value = column.read(mapper.access(), object);
        if (value == null) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_MISSING,
                    "An object of " + mapper.name() + " is compared in a statement, but its '" + column
                            + "' is not set yet. Flush the session first, which gives it its key.");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // the value was read from an attribute of this column's type
    private static Condition equal(Expression<?> column, Object value) {
        return ((Expression<Object>) column).eq(value);
    }
}
