package io.cinnabar.dialect.h2;

import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.h2.H2ConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class H2AddressTests {
    private final H2DialectProvider provider = new H2DialectProvider();

    private static H2Address address(String url) {
        return H2Address.of(ConnectionFactoryOptions.parse(url));
    }

    @Test
    void keepsADatabaseInMemoryWhenItsLastConnectionIsClosed() {
        var factory =
                provider.connectionFactory(ConnectionFactoryOptions.parse("r2dbc:h2:mem:///" + UUID.randomUUID()));
        execute(factory.create(), "CREATE TABLE kept (id INT)");
        execute(factory.create(), "SELECT id FROM kept");
    }

    private static void execute(Publisher<? extends Connection> connecting, String sql) {
        Mono.usingWhen(
                        connecting,
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .concatMap(Result::getRowsUpdated)
                                .then(),
                        Connection::close)
                .block();
    }

    @Test
    void leavesTheUsersCloseDelayAlone() {
        assertThat(address("r2dbc:h2:mem:///a").properties()).isEqualTo(Map.of("DB_CLOSE_DELAY", "-1"));
        assertThat(address("r2dbc:h2:mem:///a?DB_CLOSE_DELAY=5").properties()).isEqualTo(Map.of("DB_CLOSE_DELAY", "5"));
        assertThat(address("r2dbc:h2:mem:///a?db_close_delay=5").properties()).isEqualTo(Map.of("DB_CLOSE_DELAY", "5"));
        var byOptions = address("r2dbc:h2:mem:///a?options=MODE=MySQL;db_close_delay=5");
        assertThat(byOptions.properties()).isEmpty();
        assertThat(byOptions.settings()).containsExactly("MODE=MySQL", "db_close_delay=5");
        var byUrl = H2Address.of(ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "h2")
                .option(H2ConnectionFactoryProvider.URL, "mem:a;DB_CLOSE_DELAY=5")
                .build());
        assertThat(byUrl.properties()).isEmpty();
    }

    @Test
    void opensFiles(@TempDir Path directory) {
        Path file = directory.resolve("data");
        var address = address("r2dbc:h2:file:///" + file);
        assertThat(address.properties()).isEmpty();
        execute(address.connectionFactory().create(), "CREATE TABLE t (id INT)");
        assertThat(Files.exists(directory.resolve("data.mv.db"))).isTrue();
    }

    @Test
    void keepsPasswordsOutOfTheAddressSoThatTheyCanHoldAnything() {
        var options = ConnectionFactoryOptions.parse("r2dbc:h2:mem:///" + UUID.randomUUID())
                .mutate()
                .option(ConnectionFactoryOptions.USER, "us;er")
                .option(ConnectionFactoryOptions.PASSWORD, "pass;IFEXISTS=TRUE;word")
                .build();
        execute(provider.connectionFactory(options).create(), "SELECT 1");
        var wrong = options.mutate()
                .option(ConnectionFactoryOptions.PASSWORD, "other")
                .build();
        assertThatThrownBy(() -> execute(provider.connectionFactory(wrong).create(), "SELECT 1"))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
        assertThat(H2Address.of(options)).hasToString("mem:" + options.getValue(ConnectionFactoryOptions.DATABASE));
        assertThat(H2Address.of(options).url()).doesNotContain("pass");
    }

    @Test
    void saysHowToNameADatabase() {
        for (String url :
                new String[] {"r2dbc:h2://localhost/a", "r2dbc:h2:tcp://localhost/a", "r2dbc:h2:mem://host"}) {
            assertThatThrownBy(() -> address(url))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("r2dbc:h2:mem:///name");
        }
    }

    @Test
    void runsWithoutCredentials() {
        try (H2Session session = H2Session.open()) {
            assertThat(session.one(text("SELECT 1")).get(0)).isEqualTo(1);
        }
    }
}
