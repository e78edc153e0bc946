package io.cinnabar.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the sources of the columns of expressions, without going into their subqueries. */
public final class Sources implements Structure {
    private final Map<Object, FromItem> found;
    private boolean hasText;

    /** Collects into a map, by what makes sources the same. */
    public Sources(Map<Object, FromItem> found) {
        this.found = found;
    }

    /** The sources of the columns of an expression, by what makes them the same. */
    public static Map<Object, FromItem> of(Expression<?> expression) {
        var sources = new Sources(new LinkedHashMap<>());
        sources.node(expression.node());
        return sources.found;
    }

    /** Whether there was SQL text, whose sources are unknown. */
    public boolean hasText() {
        return hasText;
    }

    @Override
    public void token(@Nullable Object token) {
        if (token instanceof TextTemplate text) {
            hasText |= !text.parts().get(0).startsWith("CURRENT_"); // CURRENT_TIMESTAMP has no source at all
        }
    }

    @Override
    public void node(Node child) {
        if (!(child instanceof Query<?>)) {
            child.describe(this);
        }
    }

    @Override
    public void source(FromItem source) {
        found.putIfAbsent(source.sourceKey(), source);
    }

    @Override
    public void value(BindValue value) {
        // only the sources matter
    }
}
