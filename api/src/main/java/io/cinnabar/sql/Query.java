package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that reads: what can also stand inside another statement, as a subquery.
 *
 * @param <R> the class of a row
 */
public abstract sealed class Query<R> extends RowStatement<R> permits Select {

    Query(int depth) {
        super(depth);
    }

    /** This query as a FROM item under a name: {@code (SELECT …) AS name}. */
    public final Subquery subquery(String name) {
        return new Subquery(this, name);
    }

    /** This query as a FROM item under a generated name: {@code (SELECT …) AS anon_1}. */
    public final Subquery subquery() {
        return new Subquery(this, null);
    }

    static List<@Nullable String> names(List<Expression<?>> selected) {
        return selected.stream()
                .<@Nullable String>map(expression -> expression.node().name())
                .toList();
    }
}
