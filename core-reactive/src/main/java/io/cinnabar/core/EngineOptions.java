package io.cinnabar.core;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.type.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The settings of an engine. Immutable; start from {@link #DEFAULT} and change what differs.
 *
 * @param name the name of the engine, for logs and listeners
 * @param pool how connections are pooled
 * @param transaction how transactions are begun that do not say otherwise
 * @param execution options of every statement, which connections, statements and calls can override
 * @param compiledCacheSize how many compiled statements are kept; 0 keeps none
 * @param maxBufferedRows how many rows of one result are taken into memory for an operation that waits
 * @param showsBindValues whether bind values and the values of rows may appear in the log, and bind values in errors
 * @param findsCartesianProducts whether a select is reported whose FROM items nothing connects
 * @param raisesWarnings whether what looks like a mistake in a statement is an error instead of a line in the log
 * @param listeners who hears what the engine does
 * @param listenerTimeout how long the answer of a listener may take
 * @param jsonMapper reads and writes the objects of json(…) columns, or null
 * @param credentials gives the credentials of each new connection, or null for those of the URL
 */
public record EngineOptions(
        String name,
        PoolOptions pool,
        TransactionOptions transaction,
        ExecutionOptions execution,
        int compiledCacheSize,
        int maxBufferedRows,
        boolean showsBindValues,
        boolean findsCartesianProducts,
        boolean raisesWarnings,
        List<EngineListener> listeners,
        Duration listenerTimeout,
        @Nullable JsonMapper jsonMapper,
        @Nullable Supplier<Mono<Credentials>> credentials) {

    /** The defaults. */
    public static final EngineOptions DEFAULT = new EngineOptions(
            "cinnabar",
            PoolOptions.DEFAULT,
            TransactionOptions.DEFAULT,
            ExecutionOptions.NONE,
            500,
            100_000,
            false,
            true,
            false,
            List.of(),
            Duration.ofSeconds(30),
            null,
            null);

    /** Checks the settings and copies the list. */
    public EngineOptions {
        if (compiledCacheSize < 0) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "compiledCacheSize must not be negative, but it is " + compiledCacheSize + ".");
        }
        if (maxBufferedRows < 1) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID, "maxBufferedRows must be at least 1, not " + maxBufferedRows + ".");
        }
        if (listenerTimeout.isNegative() || listenerTimeout.isZero()) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID, "listenerTimeout must be positive, not " + listenerTimeout + ".");
        }
        listeners = List.copyOf(listeners);
    }

    /** The settings while one of them changes. */
    private static final class Draft {
        private String name;
        private PoolOptions pool;
        private TransactionOptions transaction;
        private ExecutionOptions execution;
        private int compiledCacheSize;
        private int maxBufferedRows;
        private boolean showsBindValues;
        private boolean findsCartesianProducts;
        private boolean raisesWarnings;
        private List<EngineListener> listeners;
        private Duration listenerTimeout;
        private @Nullable JsonMapper jsonMapper;
        private @Nullable Supplier<Mono<Credentials>> credentials;

        Draft(EngineOptions options) {
            this.name = options.name;
            this.pool = options.pool;
            this.transaction = options.transaction;
            this.execution = options.execution;
            this.compiledCacheSize = options.compiledCacheSize;
            this.maxBufferedRows = options.maxBufferedRows;
            this.showsBindValues = options.showsBindValues;
            this.findsCartesianProducts = options.findsCartesianProducts;
            this.raisesWarnings = options.raisesWarnings;
            this.listeners = options.listeners;
            this.listenerTimeout = options.listenerTimeout;
            this.jsonMapper = options.jsonMapper;
            this.credentials = options.credentials;
        }
    }

    private EngineOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new EngineOptions(
                draft.name,
                draft.pool,
                draft.transaction,
                draft.execution,
                draft.compiledCacheSize,
                draft.maxBufferedRows,
                draft.showsBindValues,
                draft.findsCartesianProducts,
                draft.raisesWarnings,
                draft.listeners,
                draft.listenerTimeout,
                draft.jsonMapper,
                draft.credentials);
    }

    /** These options with a name for the engine. */
    public EngineOptions withName(String engineName) {
        return with(draft -> draft.name = engineName);
    }

    /** These options with a pool. */
    public EngineOptions withPool(PoolOptions options) {
        return with(draft -> draft.pool = options);
    }

    /** These options with a way to begin transactions that do not say otherwise. */
    public EngineOptions withTransaction(TransactionOptions options) {
        return with(draft -> draft.transaction = options);
    }

    /** These options with an execution option for every statement. */
    public <T> EngineOptions withExecution(ExecutionOption<T> option, T value) {
        return with(draft -> draft.execution = execution.with(option, value));
    }

    /** These options with a number of compiled statements to keep; 0 keeps none. */
    public EngineOptions withCompiledCacheSize(int size) {
        return with(draft -> draft.compiledCacheSize = size);
    }

    /** These options with a number of rows of one result that are taken into memory for an operation that waits. */
    public EngineOptions withMaxBufferedRows(int rows) {
        return with(draft -> draft.maxBufferedRows = rows);
    }

    /**
     * These options for an engine that writes bind values to the log {@code io.cinnabar.sql.binds} and those of rows to
     * {@code io.cinnabar.sql.rows}, and keeps bind values in errors: for development only.
     */
    public EngineOptions showBindValues() {
        return with(draft -> draft.showsBindValues = true);
    }

    /** These options for an engine that does not report FROM items that nothing connects. */
    public EngineOptions ignoreCartesianProducts() {
        return with(draft -> draft.findsCartesianProducts = false);
    }

    /**
     * These options for an engine that makes errors of its warnings about statements, such as of FROM items that
     * nothing connects: for tests, and for those who want no warnings.
     */
    public EngineOptions raiseWarnings() {
        return with(draft -> draft.raisesWarnings = true);
    }

    /** These options with one more listener. */
    public EngineOptions withListener(EngineListener listener) {
        var more = new ArrayList<>(listeners);
        more.add(listener);
        return with(draft -> draft.listeners = more);
    }

    /** These options with a limit to the time that the answer of a listener may take; 30 seconds by default. */
    public EngineOptions withListenerTimeout(Duration timeout) {
        return with(draft -> draft.listenerTimeout = timeout);
    }

    /** These options with a mapper for the objects of {@code json(…)} columns. */
    public EngineOptions withJsonMapper(JsonMapper mapper) {
        return with(draft -> draft.jsonMapper = mapper);
    }

    /**
     * These options with a supplier that is asked for the credentials of each new connection, such as a token that
     * expires.
     */
    public EngineOptions withCredentials(Supplier<Mono<Credentials>> supplier) {
        return with(draft -> draft.credentials = supplier);
    }
}
