package io.cinnabar.orm.unitofwork;

import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Update;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over columns whose types are not known to the compiler. */
@SuppressWarnings("unchecked") // a value or parameter of a column is of the column's own type
final class Bindings {
    private Bindings() {}

    static Condition isParameter(Column<?> column, String parameter) {
        return ((Column<Object>) column).eq(parameter(column, parameter));
    }

    static Condition equal(Column<?> column, @Nullable Object value) {
        return ((Column<Object>) column).eq(value);
    }

    static Condition in(Column<?> column, List<Object> values) {
        return values.size() == 1 ? equal(column, values.get(0)) : ((Column<Object>) column).in(values);
    }

    static Update set(Update update, Column<?> column, String parameter) {
        return typed(update, (Column<Object>) column, parameter(column, parameter));
    }

    static Update setDefault(Update update, Column<?> column) {
        Column<Object> typed = (Column<Object>) column;
        return typed(update, typed, Sql.literalColumn("DEFAULT", typed.type()));
    }

    static Insert set(Insert insert, Column<?> column, Expression<?> value) {
        return typed(insert, (Column<Object>) column, (Expression<Object>) value);
    }

    private static <T> Update typed(Update update, Column<T> column, Expression<T> value) {
        return update.set(column, value);
    }

    private static <T> Insert typed(Insert insert, Column<T> column, Expression<T> value) {
        return insert.set(column, value);
    }

    private static Expression<Object> parameter(Column<?> column, String name) {
        return Sql.param(name, ((Column<Object>) column).type());
    }
}
