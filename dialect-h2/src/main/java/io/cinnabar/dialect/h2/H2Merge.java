package io.cinnabar.dialect.h2;

import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Index;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.NextValue;
import io.cinnabar.sql.Node;
import io.cinnabar.sql.OnConflict;
import io.cinnabar.sql.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out whether MERGE means the same as an insert with a conflict. */
final class H2Merge {
    private static final String BY_COLUMNS = "Name the columns of the key: onConflict(columns).";

    private H2Merge() {}

    /** The columns of the key that a conflict is about. Signals an error where MERGE would do something else. */
    static List<ColumnExpression<?>> keyOf(
            Insert insert,
            OnConflict conflict,
            List<ColumnExpression<?>> columns,
            BiFunction<String, String, UnsupportedCompilationException> unsupported) {
        if (conflict.constraint() != null) {
            throw unsupported.apply("a conflict with a constraint by its name", BY_COLUMNS);
        }
        if (conflict.targets().isEmpty()) {
            throw unsupported.apply("a conflict with any key", BY_COLUMNS);
        }
        if (conflict.indexCondition() != null) {
            throw unsupported.apply("a conflict with a partial index", "It has no such index; leave where(…) out.");
        }
        var key = new ArrayList<ColumnExpression<?>>();
        for (ExpressionNode target : conflict.targets()) {
            if (!(target instanceof ColumnExpression<?> column)) {
                throw unsupported.apply("a conflict with an index over an expression", BY_COLUMNS);
            }
            if (!columns.contains(column)) {
                throw unsupported.apply(
                        "a conflict with column '" + column.name() + "', which the insert does not set",
                        "Set the column.");
            }
            key.add(column);
        }
        if (!isUnique(insert, Set.copyOf(key))) {
            throw unsupported.apply(
                    "a conflict with columns "
                            + key.stream().<String>map(ColumnExpression::name).toList() + ", which are no key of '"
                            + insert.table().name() + "'",
                    "Declare them as primaryKey(), unique(), uniqueConstraint(…) or uniqueIndex(…), as the database"
                            + " has them.");
        }
        if (insert.rows().size() > 1 && insert.rows().stream().anyMatch(H2Merge::drawsNumbers)) {
            throw unsupported.apply(
                    "the next value of a sequence in several rows with a conflict",
                    "Insert each row on its own, as executeMany does.");
        }
        return key;
    }

    /** MERGE would also go by columns whose values repeat, and change several rows. */
    private static boolean isUnique(Insert insert, Set<ColumnExpression<?>> key) {
        if (!(insert.table() instanceof Table table)) {
            return false;
        }
        Set<Column<?>> primary =
                table.columns().stream().filter(Column::isPrimaryKey).collect(Collectors.toSet());
        return primary.equals(key)
                || table.uniqueConstraints().stream()
                        .anyMatch(constraint -> Set.copyOf(constraint.columns()).equals(key))
                || table.indexes().stream().anyMatch(index -> isUnique(index, key));
    }

    private static boolean isUnique(Index index, Set<ColumnExpression<?>> key) {
        Set<ExpressionNode> members =
                index.keys().stream().map(member -> member.operand()).collect(Collectors.toSet());
        return index.isUnique() && index.where() == null && members.equals(key);
    }

    /** H2 draws one number for all rows of a list that stands in FROM. */
    private static boolean drawsNumbers(List<ExpressionNode> row) {
        var search = new Search();
        row.forEach(search::node);
        return search.found;
    }

    private static final class Search implements Structure {
        private boolean found;

        @Override
        public void token(@Nullable Object token) {
            // only nodes matter
        }

        @Override
        public void node(Node child) {
            found |= child instanceof NextValue;
            child.describe(this);
        }

        @Override
        public void source(FromItem source) {
            // a sequence is no source
        }

        @Override
        public void value(BindValue value) {
            // only nodes matter
        }
    }
}
