package io.cinnabar.dialect.h2;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.compile.StatementKey;
import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Statement;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A connection to a database in memory, over the parts of the dialect and without an engine. */
final class H2Session implements AutoCloseable {
    private final H2DialectProvider provider = new H2DialectProvider();
    private final ValueCodecs codecs = provider.valueCodecs(null);
    private final ConnectionFactoryOptions options;
    private final Connection connection;

    private H2Session(ConnectionFactoryOptions options) {
        this.options = options;
        this.connection = block(Mono.from(provider.connectionFactory(options).create()));
    }

    /** A session with a database of its own. */
    static H2Session open() {
        return new H2Session(
                ConnectionFactoryOptions.parse("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=LOCK_TIMEOUT=200"));
    }

    /** Another session with the same database. */
    H2Session another() {
        return new H2Session(options);
    }

    /** A session of a user with the same database. */
    H2Session another(String user, String password) {
        return new H2Session(options.mutate()
                .option(ConnectionFactoryOptions.USER, user)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .build());
    }

    ConnectionFactoryOptions options() {
        return options;
    }

    Dialect dialect() {
        return provider.dialect();
    }

    Connection connection() {
        return connection;
    }

    private static <T> T block(Mono<T> mono) {
        T value = mono.block();
        if (value == null) {
            throw new AssertionError("nothing came");
        }
        return value;
    }

    void run(Mono<Void> work) {
        work.onErrorMap(error -> provider.errorTranslator().translate(error, null))
                .block();
    }

    void create(Table... tables) {
        for (Table table : tables) {
            execute(new CreateTable(table, false, table.foreignKeys()));
        }
    }

    void execute(SchemaStatement statement) {
        sql(dialect().ddlCompiler().compile(statement));
    }

    /** Executes SQL as it is. */
    void sql(String sql) {
        sql(sql, new Object[0]);
    }

    /** Executes SQL with binds of the driver's. */
    void sql(String sql, Object... binds) {
        Flux.defer(() -> {
                    var statement =
                            connection.createStatement(provider.driverRules().text(sql));
                    for (int index = 0; index < binds.length; index++) {
                        statement.bind(index, binds[index]);
                    }
                    return statement.execute();
                })
                .concatMap(Result::getRowsUpdated)
                .onErrorMap(error -> provider.errorTranslator().translate(error, sql))
                .blockLast();
    }

    long update(Statement statement) {
        Compiled compiled = dialect().compiler().compile(statement);
        return block(execute(statement, compiled, Map.of())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum));
    }

    /** The plan by which H2 reads the rows of a statement. */
    String plan(RowStatement<?> statement) {
        Compiled compiled = dialect().compiler().compile(statement);
        return block(execute("EXPLAIN " + compiled.sql(), statement, compiled, Map.of())
                .concatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0))))
                .next());
    }

    <R> R one(RowStatement<R> statement) {
        List<R> rows = rows(statement);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows instead of one");
        }
        return rows.get(0);
    }

    <R> List<R> rows(RowStatement<R> statement) {
        return rows(statement, Map.of());
    }

    <R> List<R> rows(RowStatement<R> statement, Map<String, Object> parameters) {
        return block(stream(statement, parameters).collectList());
    }

    <R> Flux<R> stream(RowStatement<R> statement, Map<String, Object> parameters) {
        Compiled compiled = dialect().compiler().compile(statement);
        return execute(statement, compiled, parameters)
                .concatMap(result -> result.map((row, metadata) -> read(row, statement, compiled)))
                .onErrorMap(error -> provider.errorTranslator().translate(error, compiled.sql()));
    }

    private Flux<Result> execute(Statement statement, Compiled compiled, Map<String, Object> parameters) {
        List<BindValue> values = StatementKey.values(statement);
        int[] sizes = compiled.slots().stream()
                .mapToInt(slot ->
                        slot.isExpanding() ? Compiled.paddedSize(elements(value(slot, values, parameters)).length) : 0)
                .toArray();
        return execute(compiled.sql(sizes, Map.of()), statement, compiled, parameters);
    }

    private Flux<Result> execute(String sql, Statement statement, Compiled compiled, Map<String, Object> parameters) {
        List<BindValue> values = StatementKey.values(statement);
        return Flux.defer(() -> {
                    var driverStatement =
                            connection.createStatement(provider.driverRules().text(sql));
                    int position = 0;
                    for (BindSlot slot : compiled.slots()) {
                        Object value = value(slot, values, parameters);
                        if (!slot.isExpanding()) {
                            bind(driverStatement, position++, slot.type(), value);
                            continue;
                        }
                        Object[] elements = elements(value);
                        SqlType<?> type = slot.type() instanceof ArrayType<?> array ? array.element() : slot.type();
                        for (int index = 0; index < Compiled.paddedSize(elements.length); index++) {
                            bind(driverStatement, position++, type, elements[Math.min(index, elements.length - 1)]);
                        }
                    }
                    return Flux.<Result>from(driverStatement.execute());
                })
                .onErrorMap(error -> provider.errorTranslator().translate(error, sql));
    }

    private static @Nullable Object value(BindSlot slot, List<BindValue> values, Map<String, Object> parameters) {
        if (slot.source() instanceof BindSlot.Held held) {
            return values.get(held.ordinal()).value();
        }
        if (slot.source() instanceof BindSlot.Named named) {
            return parameters.get(named.name());
        }
        if (slot.source() instanceof BindSlot.Generated generated) {
            return generated.supplier().get();
        }
        throw new AssertionError("no value for " + slot);
    }

    private static Object[] elements(@Nullable Object value) {
        return value instanceof Collection<?> elements ? elements.toArray() : new Object[0];
    }

    @SuppressWarnings("unchecked") // the statement pairs values with their types
    private <T> void bind(io.r2dbc.spi.Statement statement, int position, SqlType<T> type, @Nullable Object value) {
        ValueCodec<T> codec = codecs.codec(type);
        if (value == null) {
            statement.bindNull(position, codec.boundClass());
        } else {
            statement.bind(position, codec.encode((T) value));
        }
    }

    private <R> R read(Row row, RowStatement<R> statement, Compiled compiled) {
        List<Expression<?>> selected = compiled.selected();
        var values = new @Nullable
                Object
                [selected.isEmpty() ? row.getMetadata().getColumnMetadatas().size() : selected.size()];
        for (int index = 0; index < values.length; index++) {
            Object raw = codecs.read(row, index);
            if (raw != null) {
                values[index] = selected.isEmpty()
                        ? codecs.natural(raw)
                        : codecs.codec(selected.get(index).type()).decode(raw);
            }
        }
        List<String> names =
                IntStream.range(0, values.length).mapToObj(index -> "c" + index).toList();
        return statement.row(values, new RowHeader(names, selected));
    }

    @Override
    public void close() {
        Mono.from(connection.close()).block();
    }
}
