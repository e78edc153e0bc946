package io.cinnabar.sql;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the renderer behind {@code toString()}, so that the tree need not know any compiler. */
final class DefaultRenderer {
    private static final @Nullable StatementRenderer RENDERER = ServiceLoader.load(
                    StatementRenderer.class, StatementRenderer.class.getClassLoader())
            .findFirst()
            .orElse(null);

    private DefaultRenderer() {}

    /** The SQL of a statement; never fails, as it is what debuggers call. */
    static String describe(Statement statement) {
        if (RENDERER == null) {
            return statement.getClass().getSimpleName();
        }
        try {
            return RENDERER.render(statement);
        } catch (RuntimeException failure) { // also what a compiler of somebody else throws
            return "<" + statement.getClass().getSimpleName() + " that cannot be rendered: " + failure.getMessage()
                    + ">";
        }
    }
}
