package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A query in FROM; its columns are reached by {@code subquery.c(expression)} and keep their types. */
public final class Subquery extends FromItem {
    private final Query<?> query;
    private final @Nullable String name;
    private final List<String> columnNames;

    Subquery(Query<?> query, @Nullable String name) {
        super(query.depth() + 1);
        this.query = query;
        this.name = name;
        this.columnNames = distinct(Query.names(query.selected()));
    }

    /** The query. */
    public Query<?> query() {
        return query;
    }

    /** The names of the columns, all different: a repeated or missing name is replaced by a numbered one. */
    public List<String> columnNames() {
        return columnNames;
    }

    @Override
    public @Nullable String sourceName() {
        return name;
    }

    @Override
    public Object sourceKey() {
        return this;
    }

    @Override
    String columnName(ExpressionNode original) {
        List<Expression<?>> selected = query.selected();
        return IntStream.range(0, selected.size())
                .filter(index -> isSame(selected.get(index).node(), original))
                .mapToObj(columnNames::get)
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "The subquery" + (name == null ? "" : " '" + name + "'") + " does not select '"
                                + original.name() + "'; its columns are " + columnNames + "."));
    }

    private static boolean isSame(ExpressionNode selected, ExpressionNode original) {
        Object key = RowHeader.key(original);
        return RowHeader.key(selected).equals(key)
                || (selected instanceof Label label
                        && RowHeader.key(label.operand()).equals(key));
    }

    /** Numbers repeated and missing names, so that every column can be referred to. */
    private static List<String> distinct(List<@Nullable String> names) {
        Set<String> taken = new HashSet<>();
        return names.stream()
                .map(name -> {
                    String base = name == null ? "column" : name;
                    String candidate = name == null ? "column_1" : name;
                    for (int number = 1; !taken.add(candidate); number++) {
                        candidate = base + "_" + number;
                    }
                    return candidate;
                })
                .toList();
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitSubquery(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(name);
        structure.node(query);
    }
}
