package io.cinnabar.tests.postgres;

import io.cinnabar.dialect.postgres.codec.PostgresParameter;
import io.cinnabar.dialect.postgres.codec.PostgresRowReader;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One connection of the driver with binary results, and the two ways in which a value can come over it. */
final class CodecConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;

    private CodecConnection(Connection connection) {
        this.connection = connection;
    }

    static CodecConnection open(TestDatabaseUrl database) {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.url())
                .mutate()
                .option(PostgresqlConnectionFactoryProvider.FORCE_BINARY, true)
                .build();
        Connection connection =
                Mono.<Connection>from(ConnectionFactories.get(options).create()).block(PATIENCE);
        return new CodecConnection(Objects.requireNonNull(connection));
    }

    /** Without a parameter the driver takes the simple protocol, which knows text only. */
    @Nullable
    Object asText(String expression) {
        return first(statement("SELECT " + expression));
    }

    @Nullable
    Object asBinary(String expression) {
        return first(statement("SELECT " + expression + " WHERE $1").bind(0, true));
    }

    /** The value in the one format and in the other. */
    List<@Nullable Object> inBothFormats(String expression) {
        List<@Nullable Object> values = new ArrayList<>(2);
        values.add(asText(expression));
        values.add(asBinary(expression));
        return Collections.unmodifiableList(values);
    }

    @Nullable
    Object bound(String expression, Object... parameters) {
        return first(statement("SELECT " + expression, parameters));
    }

    void run(String sql, PostgresParameter... parameters) {
        Flux.from(statement(sql, (Object[]) parameters).execute())
                .flatMap(Result::getRowsUpdated)
                .blockLast(PATIENCE);
    }

    Statement statement(String sql, Object... parameters) {
        Statement statement = connection.createStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.bind(index, parameters[index]);
        }
        return statement;
    }

    List<@Nullable Object> all(Statement statement) {
        List<@Nullable Object> values = new ArrayList<>();
        Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> {
                    values.add(PostgresRowReader.read(row, 0));
                    return true;
                }))
                .blockLast(PATIENCE);
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object first(Statement statement) {
        return all(statement).get(0);
    }

    @Override
    public void close() {
        Mono.from(connection.close()).block(PATIENCE);
    }
}
