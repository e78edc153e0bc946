package io.cinnabar.core.event;

import io.cinnabar.sql.ExecutionOptions;
import org.jspecify.annotations.Nullable;

/**
 * A statement that an engine executes.
 *
 * @param engineName the name of the engine
 * @param sql the SQL that is sent
 * @param options the options that hold for the execution
 * @param isCacheHit whether the compiled statement came from the cache
 * @param batchSize the number of parameter rows that are sent with it, 1 for a statement on its own
 */
public record StatementEvent(
        String engineName, String sql, ExecutionOptions options, boolean isCacheHit, int batchSize) {

    /** The label of the execution, or null. */
    public @Nullable String label() {
        return options.get(ExecutionOptions.LABEL);
    }
}
