package io.cinnabar.core.internal;

import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** Executes statements once their turn has come: prepares, binds, limits and observes them. */
final class StatementExecution {
    private final Runtime runtime;
    private final Wire wire;
    private final Checkout checkout;
    private final Observation observation;
    private final FailureDetails failures;

    StatementExecution(Runtime runtime, Wire wire, Checkout checkout) {
        this.runtime = runtime;
        this.wire = wire;
        this.checkout = checkout;
        this.observation = new Observation(runtime);
        this.failures = new FailureDetails(runtime.settings().showsBindValues());
    }

    /** The plan of a statement, for parameters that it knows. */
    Prepared prepare(Statement statement, Parameters parameters, ExecutionOptions options) {
        Prepared prepared = runtime.plans().prepare(statement, options);
        checkParameters(prepared, parameters);
        return prepared;
    }

    /** Executes a statement on the schema. */
    Flux<Long> command(SchemaStatement statement) {
        String sql = runtime.dialect().ddlCompiler().compile(statement);
        var event = new StatementEvent(runtime.engineName(), sql, ExecutionOptions.NONE, false, 1);
        Flux<Long> work = wire.update(sql, ignored -> {}).flux();
        return observation.observe(work, event, null);
    }

    /** The rows of a statement for many rows of parameters, once its turn has come. */
    <R> Flux<R> rows(
            RowStatement<R> statement, Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        var binds = new BindWriter(prepared, parameters, runtime.dialect().maxBinds());
        int fetchSize = runtime.provider().driverRules().fetchSize(0, binds.hasBinds());
        return rows(statement, prepared, binds, options, fetchSize, false);
    }

    /** The rows of a prepared statement, once its turn has come. */
    <R> Flux<R> rows(
            RowStatement<R> statement,
            Prepared prepared,
            BindWriter binds,
            ExecutionOptions options,
            int fetchSize,
            boolean isStreamed) {
        String sql = sql(prepared, binds, options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), binds.rowCount());
        Flux<R> rows = wire.rows(
                sql,
                fetchSize,
                isStreamed,
                binds::bindTo,
                new RowReader<>(statement, prepared.plan(), runtime.codecs()));
        return limited(options, observation.observe(failures.told(rows, binds), event, binds));
    }

    /** Opens a cursor over the rows of a prepared statement, once its turn has come. */
    Flux<Long> declare(String cursor, Prepared prepared, Parameters parameters, ExecutionOptions options) {
        var binds =
                new BindWriter(prepared, List.of(parameters), runtime.dialect().maxBinds());
        String sql = "DECLARE " + cursor + " NO SCROLL CURSOR FOR " + sql(prepared, binds, options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), 1);
        Flux<Long> declared = wire.update(sql, binds::bindTo).flux();
        return limited(options, observation.observe(failures.told(declared, binds), event, binds));
    }

    /** The rows of a prepared statement that a command fetches from its cursor, once its turn has come. */
    <R> Flux<R> fetched(RowStatement<R> statement, Prepared prepared, String command, ExecutionOptions options) {
        var event = new StatementEvent(runtime.engineName(), command, options, prepared.isCacheHit(), 1);
        Flux<R> rows = wire.rows(
                command, 0, false, ignored -> {}, new RowReader<>(statement, prepared.plan(), runtime.codecs()));
        return limited(options, observation.observe(rows, event, null));
    }

    /** The number of rows that a prepared statement changed, once its turn has come. */
    Flux<Long> update(Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        var binds = new BindWriter(prepared, parameters, runtime.dialect().maxBinds());
        String sql = sql(prepared, binds, options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), parameters.size());
        Flux<Long> changed = wire.update(sql, binds::bindTo).flux();
        return limited(options, observation.observe(failures.told(changed, binds), event, binds));
    }

    /**
     * The number of rows that a statement changed for each of many rows of parameters, sent as one batch of the driver.
     */
    Flux<Long> repeated(Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        List<BindWriter> binds = parameters.stream()
                .map(row ->
                        new BindWriter(prepared, List.of(row), runtime.dialect().maxBinds()))
                .toList();
        String sql = sql(prepared, binds.get(0), options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), parameters.size());
        Consumer<io.r2dbc.spi.Statement> binding = statement -> {
            for (int index = 0; index < binds.size(); index++) {
                if (index > 0) {
                    statement.add();
                }
                binds.get(index).bindTo(statement);
            }
        };
        Flux<Long> changed = failures.toldOfEach(progress -> wire.updates(sql, binding, progress::read), binds);
        return limited(options, observation.observe(changed, event, binds.get(0)));
    }

    private <T> Flux<T> limited(ExecutionOptions options, Flux<T> execution) {
        Duration timeout = options.get(ExecutionOptions.TIMEOUT);
        Flux<T> limited = timeout == null && !wire.hasStatementTimeout()
                ? execution
                : wire.statementTimeout(timeout).thenMany(execution);
        String label = options.get(ExecutionOptions.LABEL);
        return label == null ? limited : limited.contextWrite(context -> context.put(StatementEvent.LABEL_KEY, label));
    }

    private String sql(Prepared prepared, BindWriter binds, ExecutionOptions options) {
        if (prepared.plan().compiled().mayChangeSession()) {
            checkout.physical().touched(true);
        }
        Map<String, String> schemas = options.get(ExecutionOptions.SCHEMA_TRANSLATION, Map.of());
        return prepared.plan().compiled().sql(binds.sizes(), schemas);
    }

    private static void checkParameters(Prepared prepared, Parameters parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        Set<String> known = prepared.plan().parameterNames();
        for (String name : parameters.names()) {
            if (!known.contains(name)) {
                throw new InvalidRequestException(
                        ErrorCode.PARAMETER_UNKNOWN,
                        "A value was given for the parameter '" + name + "', but the statement's parameters are "
                                + known + ".");
            }
        }
    }
}
