package io.cinnabar.core.internal;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Node;
import io.cinnabar.sql.Parameter;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Structure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement that is executed for many rows of parameters, with the columns that the rows name added to it. */
final class BatchTemplate {
    private BatchTemplate() {}

    /** The statement with a parameter for each value of a row. Signals an error where the rows do not fit it. */
    static DmlStatement of(DmlStatement statement, List<Parameters> rows) {
        Set<String> given = rows.get(0).names();
        for (int index = 1; index < rows.size(); index++) {
            if (!rows.get(index).names().equals(given)) {
                throw new InvalidRequestException(
                        ErrorCode.PARAMETER_MISSING,
                        "All rows of executeMany give values for the same names: the first row gives " + given
                                + ", row " + (index + 1) + " gives "
                                + rows.get(index).names()
                                + ". Group the rows by what they set, and execute each group on its own.");
            }
        }
        Set<String> parameters = parameters(statement);
        Set<String> names = wanted(statement, parameters, rows.get(0));
        DmlStatement complete = statement;
        for (String name : names) {
            if (!parameters.contains(name)) {
                complete = withColumn(complete, name, parameters);
            }
        }
        for (String parameter : parameters) {
            if (!names.contains(parameter)) {
                throw new InvalidRequestException(
                        ErrorCode.PARAMETER_MISSING,
                        "The parameter '" + parameter + "' has no value in the rows, which give " + names + ".");
            }
        }
        return complete;
    }

    /** The names that rows give: of the properties of objects, those of parameters and columns. */
    private static Set<String> wanted(DmlStatement statement, Set<String> parameters, Parameters row) {
        if (!row.isOfObject()) {
            return row.names();
        }
        var wanted = new LinkedHashSet<String>(parameters);
        if (statement instanceof Insert insert) {
            insert.table().columns().forEach(column -> wanted.add(column.name()));
        }
        wanted.removeIf(name -> !row.has(name));
        return wanted;
    }

    private static DmlStatement withColumn(DmlStatement statement, String name, Set<String> parameters) {
        if (statement instanceof Insert insert) {
            for (ColumnExpression<?> column : insert.table().columns()) {
                if (column.name().equals(name)) {
                    return withColumn(insert, column);
                }
            }
        }
        throw new InvalidRequestException(
                ErrorCode.PARAMETER_UNKNOWN,
                "The rows give a value for '" + name + "', which is neither a parameter of the statement (it has "
                        + parameters + ") nor a column that it can insert.");
    }

    private static <T> Insert withColumn(Insert insert, ColumnExpression<T> column) {
        return insert.set(column, Sql.param(column.name(), column.type()));
    }

    /**
     * An insert in which the parts of its key that Cinnabar generates are parameters too, so that the rows that come
     * back can be told by them.
     */
    static Insert withKeyParameters(Insert insert) {
        Insert complete = insert;
        for (ColumnExpression<?> column : generatedKey(insert)) {
            complete = withParameter(complete, column);
        }
        return complete;
    }

    /** The rows with a value for each part of the key that Cinnabar generates. */
    static List<Parameters> withKeys(Insert insert, List<Parameters> rows) {
        List<ColumnExpression<?>> key = generatedKey(insert);
        if (key.isEmpty()) {
            return rows;
        }
        return rows.stream()
                .map(row -> {
                    Parameters complete = row;
                    for (ColumnExpression<?> column : key) {
                        if (column.insertDefault() instanceof ColumnDefault.Generated generated) {
                            complete = complete.and(
                                    keyParameter(column), generated.supplier().get());
                        }
                    }
                    return complete;
                })
                .toList();
    }

    private static List<ColumnExpression<?>> generatedKey(Insert insert) {
        return insert.table().columns().stream()
                .filter(ColumnExpression::isPrimaryKey)
                .filter(column -> column.insertDefault() instanceof ColumnDefault.Generated)
                .filter(column -> !insert.columns().contains(column))
                .<ColumnExpression<?>>map(column -> column)
                .toList();
    }

    private static <T> Insert withParameter(Insert insert, ColumnExpression<T> column) {
        return insert.set(column, Sql.param(keyParameter(column), column.type()));
    }

    /** A name that is none of the user's, who may have a parameter named like the column. */
    private static String keyParameter(ColumnExpression<?> column) {
        return "key " + column.name();
    }

    /** The parameter that a column of an insert of one row is set to, or null. */
    static @Nullable String parameterOf(Insert insert, ColumnExpression<?> column) {
        int index = insert.columns().indexOf(column);
        if (index < 0) {
            return null;
        }
        ExpressionNode value = insert.rows().get(0).get(index);
        return value instanceof Parameter parameter ? parameter.name() : null;
    }

    static Set<String> parameters(Node statement) {
        var collector = new Collector(new LinkedHashSet<>());
        collector.node(statement);
        return collector.names;
    }

    private record Collector(Set<String> names) implements Structure {
        @Override
        public void token(@Nullable Object token) {
            // only parameters matter
        }

        @Override
        public void node(Node child) {
            if (child instanceof Parameter parameter) {
                names.add(parameter.name());
            } else {
                child.describe(this);
            }
        }

        @Override
        public void source(FromItem source) {
            // only parameters matter
        }

        @Override
        public void value(BindValue value) {
            // only parameters matter
        }
    }
}
