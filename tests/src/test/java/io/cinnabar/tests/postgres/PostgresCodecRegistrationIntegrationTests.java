package io.cinnabar.tests.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.postgres.codec.PostgresBaseType;
import io.cinnabar.dialect.postgres.codec.PostgresCodecRegistrar;
import io.cinnabar.dialect.postgres.codec.PostgresRowReader;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How our codec gets into a connection, and what happens where it is not. */
@UsesPostgres
class PostgresCodecRegistrationIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectionFactoryOptions options;

    PostgresCodecRegistrationIntegrationTests(TestDatabaseUrl database) {
        this.options = ConnectionFactoryOptions.parse(database.url());
    }

    @Test
    void isFoundByTheDriver() {
        assertThat(select(options, "1::int8", PostgresCodecRegistrationIntegrationTests::read))
                .isEqualTo(1L);
    }

    @Test
    void leavesTheDriversOwnCodecsAlone() {
        assertThat(select(options, "1.5::numeric", row -> Objects.requireNonNull(row.get(0, Float.class))))
                .isEqualTo(1.5f);
        assertThat(select(options, "1.5::numeric", row -> Objects.requireNonNull(row.get(0))))
                .isEqualTo(new BigDecimal("1.5"));
        assertThat(select(options, "'a'::text", row -> Objects.requireNonNull(row.get(0))))
                .isEqualTo("a");
    }

    @Test
    void refusesRowsOfConnectionsWithoutIt() {
        ConnectionFactoryOptions without = options.mutate()
                .option(PostgresqlConnectionFactoryProvider.AUTODETECT_EXTENSIONS, false)
                .build();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> select(without, "1", PostgresCodecRegistrationIntegrationTests::read))
                .withMessageContaining("extendWith");
        assertThatThrownBy(() -> select(without, "1", row -> true, PostgresBaseType.INT4.bind(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isRegisteredOnceWhenItIsAlsoGivenByHand() {
        ConnectionFactoryOptions twice = options.mutate()
                .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(new PostgresCodecRegistrar()))
                .build();
        ConnectionFactoryOptions byHand = twice.mutate()
                .option(PostgresqlConnectionFactoryProvider.AUTODETECT_EXTENSIONS, false)
                .build();
        assertThat(select(twice, "1", PostgresCodecRegistrationIntegrationTests::read))
                .isEqualTo(1);
        assertThat(select(byHand, "1", PostgresCodecRegistrationIntegrationTests::read))
                .isEqualTo(1);
    }

    private static Object read(Row row) {
        return Objects.requireNonNull(PostgresRowReader.read(row, 0));
    }

    private static Object select(
            ConnectionFactoryOptions options, String expression, Function<Row, Object> mapper, Object... parameters) {
        Mono<Object> result = Mono.usingWhen(
                ConnectionFactories.get(options).create(),
                connection -> select(connection, expression, mapper, parameters),
                Connection::close);
        return Objects.requireNonNull(result.block(PATIENCE));
    }

    private static Mono<Object> select(
            Connection connection, String expression, Function<Row, Object> mapper, Object... parameters) {
        return Mono.defer(() -> {
            Statement statement = connection.createStatement(
                    "SELECT " + expression + (parameters.length == 0 ? "" : " WHERE $1 = 1"));
            for (int index = 0; index < parameters.length; index++) {
                statement.bind(index, parameters[index]);
            }
            return Flux.from(statement.execute())
                    .concatMap(result -> result.map((row, metadata) -> mapper.apply(row)))
                    .single();
        });
    }
}
