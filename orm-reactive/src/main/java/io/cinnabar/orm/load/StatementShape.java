package io.cinnabar.orm.load;

import io.cinnabar.mapping.Relationship;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.LabelReference;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.SortKey;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Subquery;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The select of columns behind a select over entities. Joins for relationships are added to it; where they would change
 * what it counts, groups or makes distinct, it becomes a subquery that they are added to.
 */
final class StatementShape {
    private static final String NAME = "selected";

    private StatementShape() {}

    /**
     * The select of columns.
     *
     * @param columns those that were selected, then those of the joined relationships
     * @param selected the number of those that were selected
     */
    static Select<Row> of(
            Select<?> select, List<Expression<?>> columns, int selected, List<LoadPlanner.JoinedRelationship> joins) {
        if (joins.isEmpty()) {
            return select.withColumns(columns);
        }
        return needsSubquery(select)
                ? wrapped(select, columns, selected, joins)
                : extended(select.withColumns(columns), joins, column -> null);
    }

    private static boolean needsSubquery(Select<?> select) {
        return select.limitRows() != null
                || select.offsetRows() != null
                || select.isDistinct()
                || !select.groupKeys().isEmpty();
    }

    private static Select<Row> extended(
            Select<Row> statement,
            List<LoadPlanner.JoinedRelationship> joins,
            Function<Column<?>, @Nullable Expression<?>> renamed) {
        Select<Row> extended = statement;
        for (LoadPlanner.JoinedRelationship joined : joins) {
            Relationship<?, ?> relationship = joined.relationship();
            extended = extended.join(kind -> relationship.joins(joined.kind(), column -> {
                Column<?> own = relationship.entity().of(column);
                Expression<?> outer = renamed.apply(own);
                return outer == null ? own : outer;
            }));
            extended = extended.orderBy(joined.order());
        }
        return extended;
    }

    private static Select<Row> wrapped(
            Select<?> select, List<Expression<?>> columns, int selected, List<LoadPlanner.JoinedRelationship> joins) {
        var inner = new ArrayList<Expression<?>>(columns.subList(0, selected));
        var order = new ArrayList<Integer>();
        for (SortKey key : select.sortKeys()) {
            order.add(placeOf(key, inner));
        }
        Subquery subquery = select.withColumns(inner).subquery(NAME);
        var outer = new ArrayList<Expression<?>>();
        Map<Object, Expression<?>> renamed = new IdentityHashMap<>();
        for (int place = 0; place < selected; place++) {
            Expression<?> column = outer(subquery, inner, place);
            outer.add(column);
            renamed.putIfAbsent(inner.get(place).node(), column);
        }
        outer.addAll(columns.subList(selected, columns.size()));
        Select<Row> statement = withOptions(Sql.select(outer).from(subquery), select.options());
        for (int index = 0; index < order.size(); index++) {
            SortKey key = select.sortKeys().get(index);
            statement = statement.orderBy(key.over(
                    key.operand() instanceof LabelReference label
                            ? subquery.c(label.name(), Types.UNKNOWN)
                            : outer(subquery, inner, order.get(index))));
        }
        return extended(statement, joins, column -> renamed.get(column));
    }

    private static Select<Row> withOptions(Select<Row> statement, ExecutionOptions options) {
        Select<Row> with = statement;
        for (ExecutionOption<?> option : options.keys()) {
            with = with(with, option, options);
        }
        return with;
    }

    private static <T> Select<Row> with(Select<Row> statement, ExecutionOption<T> option, ExecutionOptions options) {
        T value = options.get(option);
        return value == null ? statement : statement.option(option, value);
    }

    /** Where a key stands among the columns; behind them, if it did not yet. */
    private static int placeOf(SortKey key, List<Expression<?>> columns) {
        if (key.operand() instanceof LabelReference) {
            return 0;
        }
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).node() == key.operand()) {
                return place;
            }
        }
        columns.add(key.expression());
        return columns.size() - 1;
    }

    private static Expression<?> outer(Subquery subquery, List<Expression<?>> inner, int place) {
        SqlType<?> type = inner.get(place).type();
        return subquery.c(subquery.columnNames().get(place), type);
    }
}
