package io.cinnabar.core.event;

import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement that an engine executes.
 *
 * @param connection the connection on which it is executed
 * @param statement the statement
 * @param sql the SQL that is sent
 * @param options the options that hold for the execution
 * @param isCacheHit whether the compiled statement came from the cache
 * @param batchSize the number of parameter rows that are sent with it, 1 for a statement on its own
 */
public record StatementEvent(
        ConnectionEvent connection,
        Statement statement,
        String sql,
        ExecutionOptions options,
        boolean isCacheHit,
        int batchSize) {

    /**
     * The key under which the label of an execution is in the Reactor context of all that belongs to it, so that a
     * bridge to the MDC of the log or to tracing finds it.
     */
    public static final String LABEL_KEY = "io.cinnabar.label";

    /** The name of the engine. */
    public String engineName() {
        return connection.engineName();
    }

    /** The label of the execution, or null. */
    public @Nullable String label() {
        return options.get(ExecutionOptions.LABEL);
    }

    /** The same with other SQL. */
    public StatementEvent withSql(String other) {
        return new StatementEvent(connection, statement, other, options, isCacheHit, batchSize);
    }
}
