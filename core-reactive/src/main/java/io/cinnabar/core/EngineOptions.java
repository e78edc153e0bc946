package io.cinnabar.core;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.type.JsonMapper;
import java.util.ArrayList;
import java.util.List;
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
        listeners = List.copyOf(listeners);
    }

    /** These options with a name for the engine. */
    public EngineOptions withName(String engineName) {
        return new EngineOptions(
                engineName,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options with a pool. */
    public EngineOptions withPool(PoolOptions options) {
        return new EngineOptions(
                name,
                options,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options with a way to begin transactions that do not say otherwise. */
    public EngineOptions withTransaction(TransactionOptions options) {
        return new EngineOptions(
                name,
                pool,
                options,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options with an execution option for every statement. */
    public <T> EngineOptions withExecution(ExecutionOption<T> option, T value) {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution.with(option, value),
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options with a number of compiled statements to keep; 0 keeps none. */
    public EngineOptions withCompiledCacheSize(int size) {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                size,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options with a number of rows of one result that are taken into memory for an operation that waits. */
    public EngineOptions withMaxBufferedRows(int rows) {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                rows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /**
     * These options for an engine that writes bind values to the log {@code io.cinnabar.sql.binds} and those of rows to
     * {@code io.cinnabar.sql.rows}, and keeps bind values in errors: for development only.
     */
    public EngineOptions showBindValues() {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                true,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options for an engine that does not report FROM items that nothing connects. */
    public EngineOptions ignoreCartesianProducts() {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                false,
                raisesWarnings,
                listeners,
                jsonMapper,
                credentials);
    }

    /**
     * These options for an engine that makes errors of its warnings about statements, such as of FROM items that
     * nothing connects: for tests, and for those who want no warnings.
     */
    public EngineOptions raiseWarnings() {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                true,
                listeners,
                jsonMapper,
                credentials);
    }

    /** These options with one more listener. */
    public EngineOptions withListener(EngineListener listener) {
        var more = new ArrayList<>(listeners);
        more.add(listener);
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                more,
                jsonMapper,
                credentials);
    }

    /** These options with a mapper for the objects of {@code json(…)} columns. */
    public EngineOptions withJsonMapper(JsonMapper mapper) {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                mapper,
                credentials);
    }

    /**
     * These options with a supplier that is asked for the credentials of each new connection, such as a token that
     * expires.
     */
    public EngineOptions withCredentials(Supplier<Mono<Credentials>> supplier) {
        return new EngineOptions(
                name,
                pool,
                transaction,
                execution,
                compiledCacheSize,
                maxBufferedRows,
                showsBindValues,
                findsCartesianProducts,
                raisesWarnings,
                listeners,
                jsonMapper,
                supplier);
    }
}
