package io.cinnabar.tests.postgres;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.compile.StatementKey;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.postgres.PostgresDialectProvider;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Statement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One connection that is opened, bound and read as the dialect says, without an engine. */
final class DialectConnection implements AutoCloseable {
    static final PostgresDialectProvider PROVIDER = new PostgresDialectProvider();
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Dialect dialect = PROVIDER.dialect();
    private final ValueCodecs codecs = PROVIDER.valueCodecs(new BracketMapper());
    private final Connection connection;

    private DialectConnection(Connection connection) {
        this.connection = connection;
    }

    static DialectConnection open(TestDatabaseUrl database) {
        return open(database.url());
    }

    static DialectConnection open(String url) {
        return new DialectConnection(connect(url).blockOptional(PATIENCE).orElseThrow());
    }

    /** A connection, or Cinnabar's error for the driver's. */
    static Mono<Connection> connect(String url) {
        return Mono.from(PROVIDER.connectionFactory(ConnectionFactoryOptions.parse(url))
                        .create())
                .<Connection>map(opened -> opened)
                .onErrorMap(error -> PROVIDER.errorTranslator().translate(error, null));
    }

    Connection raw() {
        return connection;
    }

    void begin(TransactionOptions options) {
        PROVIDER.driverRules().begin(connection, options).block(PATIENCE);
    }

    void commit() {
        translated(Mono.from(connection.commitTransaction()), "COMMIT").block(PATIENCE);
    }

    void rollback() {
        translated(Mono.from(connection.rollbackTransaction()), "ROLLBACK").block(PATIENCE);
    }

    /** Runs SQL as it is. */
    void run(String sql) {
        translated(Flux.from(connection.createStatement(sql).execute()).concatMap(Result::getRowsUpdated), sql)
                .blockLast(PATIENCE);
    }

    /** Runs a statement that returns no rows, and counts those that it changed. */
    long run(Statement statement) {
        if (statement instanceof SchemaStatement schemaStatement) {
            run(dialect.ddlCompiler().compile(schemaStatement));
            return 0;
        }
        return changed(dialect.compiler().compile(statement), statement, List.of(Parameters.NONE));
    }

    /** Runs an insert for many rows of parameters, by one statement. */
    long runMany(Statement statement, List<Parameters> rows) {
        return changed(dialect.compiler().compileBatch(statement, rows.size()), statement, rows);
    }

    private long changed(Compiled compiled, Statement statement, List<Parameters> rows) {
        return translated(
                        Flux.from(bound(compiled, statement, rows).execute()).concatMap(Result::getRowsUpdated),
                        compiled.sql())
                .reduce(0L, Long::sum)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** The rows of a statement. */
    List<List<@Nullable Object>> rows(RowStatement<?> statement, Parameters parameters) {
        return rows(dialect.compiler().compile(statement), statement, List.of(parameters));
    }

    /** The rows that an insert for many rows of parameters returns. */
    List<List<@Nullable Object>> rowsOfMany(RowStatement<?> statement, List<Parameters> rows) {
        return rows(dialect.compiler().compileBatch(statement, rows.size()), statement, rows);
    }

    private List<List<@Nullable Object>> rows(Compiled compiled, RowStatement<?> statement, List<Parameters> rows) {
        List<ValueCodec<?>> decoders = statement.selected().stream()
                .<ValueCodec<?>>map(expression -> codecs.codec(expression.type()))
                .toList();
        var bound = bound(compiled, statement, rows)
                .fetchSize(PROVIDER.driverRules().fetchSize(0, !compiled.slots().isEmpty()));
        return translated(
                        Flux.from(bound.execute()).concatMap(result -> result.map(row -> values(row, decoders))),
                        compiled.sql())
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** The first value of the first row. */
    @Nullable
    Object value(RowStatement<?> statement) {
        return rows(statement, Parameters.NONE).get(0).get(0);
    }

    /** The first values of all rows. */
    List<@Nullable Object> column(RowStatement<?> statement) {
        List<@Nullable Object> column = new ArrayList<>();
        rows(statement, Parameters.NONE).forEach(row -> column.add(row.get(0)));
        return column;
    }

    private List<@Nullable Object> values(Readable row, List<ValueCodec<?>> decoders) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int index = 0; index < Math.max(1, decoders.size()); index++) {
            Object raw = codecs.read(row, index);
            if (raw == null) {
                values.add(null);
            } else {
                values.add(
                        decoders.isEmpty()
                                ? codecs.natural(raw)
                                : decoders.get(index).decode(raw));
            }
        }
        return Collections.unmodifiableList(values);
    }

    private io.r2dbc.spi.Statement bound(Compiled compiled, Statement statement, List<Parameters> rows) {
        var bound = connection.createStatement(compiled.sql());
        List<BindValue> held = StatementKey.values(statement);
        for (int index = 0; index < compiled.slots().size(); index++) {
            BindSlot slot = compiled.slots().get(index);
            bound.bind(index, encoded(codecs.codec(slot.type()), value(slot, held, rows)));
        }
        return bound;
    }

    @SuppressWarnings("unchecked") // the value is one of the slot's type
    private static <T> Object encoded(ValueCodec<T> codec, @Nullable Object value) {
        return value == null ? Objects.requireNonNull(codec.encodedNull()) : codec.encode((T) value);
    }

    private static @Nullable Object value(BindSlot slot, List<BindValue> held, List<Parameters> rows) {
        if (slot.source() instanceof BindSlot.Held source) {
            return held.get(source.ordinal()).value();
        }
        if (slot.source() instanceof BindSlot.Named source) {
            return rows.get(0).get(source.name());
        }
        if (slot.source() instanceof BindSlot.OfRow source) {
            if (source.row() >= 0) {
                return rows.get(source.row()).get(source.name());
            }
            List<@Nullable Object> column = new ArrayList<>();
            rows.forEach(row -> column.add(row.get(source.name())));
            return column;
        }
        throw new IllegalArgumentException(slot.toString());
    }

    private static <T> Flux<T> translated(Flux<T> work, String sql) {
        return work.onErrorMap(error -> PROVIDER.errorTranslator().translate(error, sql));
    }

    private static <T> Mono<T> translated(Mono<T> work, String sql) {
        return work.onErrorMap(error -> PROVIDER.errorTranslator().translate(error, sql));
    }

    @Override
    public void close() {
        Mono.from(connection.close()).block(PATIENCE);
    }
}
