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
    private final Telling telling;
    private final Observation observation;
    private final FailureDetails failures;

    StatementExecution(Runtime runtime, Wire wire, Checkout checkout, Telling telling) {
        this.runtime = runtime;
        this.wire = wire;
        this.checkout = checkout;
        this.telling = telling;
        this.observation = new Observation(runtime, checkout, telling);
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
        var event = new StatementEvent(telling.connection(), statement, sql, ExecutionOptions.NONE, false, 1);
        return observation.observe(sent -> wire.update(sent, ignored -> {}).flux(), event, null);
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
        var event = event(statement, sql, options, prepared, binds.rowCount());
        var reader = new RowReader<>(statement, prepared.plan(), runtime.codecs());
        return limited(
                options,
                observation.observe(
                        sent -> failures.told(wire.rows(sent, fetchSize, isStreamed, binds::bindTo, reader), binds),
                        event,
                        binds));
    }

    /** Opens a cursor over the rows of a prepared statement, once its turn has come. */
    Flux<Long> declare(
            String cursor,
            RowStatement<?> statement,
            Prepared prepared,
            Parameters parameters,
            ExecutionOptions options) {
        var binds =
                new BindWriter(prepared, List.of(parameters), runtime.dialect().maxBinds());
        String sql = "DECLARE " + cursor + " NO SCROLL CURSOR FOR " + sql(prepared, binds, options);
        return changed(event(statement, sql, options, prepared, 1), binds);
    }

    /** The rows of a prepared statement that a command fetches from its cursor, once its turn has come. */
    <R> Flux<R> fetched(RowStatement<R> statement, Prepared prepared, String command, ExecutionOptions options) {
        var reader = new RowReader<>(statement, prepared.plan(), runtime.codecs());
        return limited(
                options,
                observation.observe(
                        sent -> wire.rows(sent, 0, false, ignored -> {}, reader),
                        event(statement, command, options, prepared, 1),
                        null));
    }

    /** The number of rows that a prepared statement changed, once its turn has come. */
    Flux<Long> update(Statement statement, Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        var binds = new BindWriter(prepared, parameters, runtime.dialect().maxBinds());
        return changed(event(statement, sql(prepared, binds, options), options, prepared, parameters.size()), binds);
    }

    private Flux<Long> changed(StatementEvent event, BindWriter binds) {
        return limited(
                event.options(),
                observation.observe(
                        sent -> failures.told(wire.update(sent, binds::bindTo).flux(), binds), event, binds));
    }

    /**
     * The number of rows that a statement changed for each of many rows of parameters, sent as one batch of the driver.
     */
    Flux<Long> repeated(Statement statement, Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        List<BindWriter> binds = parameters.stream()
                .map(row ->
                        new BindWriter(prepared, List.of(row), runtime.dialect().maxBinds()))
                .toList();
        String sql = sql(prepared, binds.get(0), options);
        Consumer<io.r2dbc.spi.Statement> binding = driverStatement -> {
            for (int index = 0; index < binds.size(); index++) {
                if (index > 0) {
                    driverStatement.add();
                }
                binds.get(index).bindTo(driverStatement);
            }
        };
        return limited(
                options,
                observation.observe(
                        sent -> failures.toldOfEach(progress -> wire.updates(sent, binding, progress::read), binds),
                        event(statement, sql, options, prepared, parameters.size()),
                        binds.get(0)));
    }

    private StatementEvent event(
            Statement statement, String sql, ExecutionOptions options, Prepared prepared, int batchSize) {
        return new StatementEvent(telling.connection(), statement, sql, options, prepared.isCacheHit(), batchSize);
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
        if (parameters.isEmpty() || parameters.isOfObject()) {
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
