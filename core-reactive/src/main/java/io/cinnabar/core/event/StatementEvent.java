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

    /**
     * The key under which the label of an execution is in the Reactor context of all that belongs to it, so that a
     * bridge to the MDC of the log or to tracing finds it.
     */
    public static final String LABEL_KEY = "io.cinnabar.label";

    /** The label of the execution, or null. */
    public @Nullable String label() {
        return options.get(ExecutionOptions.LABEL);
    }
}
