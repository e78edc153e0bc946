package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Credentials;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.ServerInfo;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Chapter 1. */
abstract class EngineChapter extends Chapter {

    EngineChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void opensAnEngine() {
        // tag::create
        Engine engine = Engine.create("r2dbc:h2:mem:///tutorial");
        // end::create

        // tag::first
        Mono<String> greeting = engine.connect(connection -> connection.scalar(select(literal("hello world"))));
        System.out.println(greeting.block());
        // end::first
        shows("first");

        // tag::server
        ServerInfo server = engine.server().block();
        System.out.println(server.product() + ", schema " + server.defaultSchema());
        // end::server
        shows("server");

        // tag::close
        engine.close().block();
        // end::close
    }

    @Test
    void buildsAddresses() {
        // tag::url
        DatabaseUrl url = DatabaseUrl.of("postgresql", "db.example.org", 5432, "shop")
                .withUser("app")
                .withPassword("s3cret/with:special@characters")
                .withOption("sslMode", "verify-full");
        System.out.println(url);
        // end::url
        shows("url");

        // tag::url-changed
        System.out.println(
                url.withHosts("one.example.org:5432", "two.example.org:5432").withoutOption("sslMode"));
        // end::url-changed
        shows("url-changed");

        // tag::url-written
        System.out.println(url.urlWithPassword());
        // end::url-written
        shows("url-written");
    }

    @Test
    void explainsAMissingDialect() {
        try {
            // tag::no-dialect
            Engine.create("r2dbc:oracle://localhost/shop");
            // end::no-dialect
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("no-dialect");
    }

    @Test
    void takesOptions() {
        // tag::options
        EngineOptions options = EngineOptions.DEFAULT
                .withName("shop")
                .withPool(PoolOptions.DEFAULT.withMaxSize(20).withAcquireTimeout(Duration.ofSeconds(5)))
                .withExecution(ExecutionOptions.TIMEOUT, Duration.ofSeconds(30))
                .withCompiledCacheSize(1_000);
        Engine engine = Engine.create("r2dbc:h2:mem:///shop", options);
        System.out.println(engine);
        System.out.println(engine.pool());
        // end::options
        shows("options");
        engine.close().block(DEADLINE);
    }

    @Test
    void readsProperties() {
        // tag::properties
        Map<String, String> properties = Map.of(
                "shop.database.url", "r2dbc:h2:mem:///shop",
                "shop.database.name", "shop",
                "shop.database.pool.max-size", "20",
                "shop.database.pool.acquire-timeout", "5s");
        Engine engine = Engine.from(properties, "shop.database.");
        // end::properties
        assertThat(engine.name()).isEqualTo("shop");
        engine.close().block(DEADLINE);
        try {
            // tag::unknown-property
            Engine.from(Map.of("url", "r2dbc:h2:mem:///shop", "pool.size", "20"), "");
            // end::unknown-property
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("unknown-property");
    }

    @Test
    void takesOptionsOfR2dbc() {
        // tag::r2dbc-options
        ConnectionFactoryOptions options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "h2")
                .option(ConnectionFactoryOptions.PROTOCOL, "mem")
                .option(ConnectionFactoryOptions.DATABASE, "described")
                .build();
        Engine engine = Engine.of(options);
        // end::r2dbc-options
        assertThat(engine.connect(connection -> connection.scalar(select(literal(1))))
                        .block(DEADLINE))
                .isEqualTo(1);
        engine.close().block(DEADLINE);
    }

    private static String readToken() {
        return "eyJhbGciOi";
    }

    @Test
    void asksForCredentials() {
        // tag::credentials
        Supplier<Mono<Credentials>> credentials = () -> Mono.fromCallable(() -> new Credentials("app", readToken()));
        Engine engine = Engine.create("r2dbc:h2:mem:///vault", EngineOptions.DEFAULT.withCredentials(credentials));
        // end::credentials
        assertThat(engine.connect(connection -> connection.scalar(select(literal(1))))
                        .block(DEADLINE))
                .isEqualTo(1);
        engine.close().block(DEADLINE);
    }

    @Test
    void takesAFactory() {
        // tag::factory
        ConnectionFactory connectionFactory =
                ConnectionFactories.get("r2dbc:h2:mem:///existing?options=DB_CLOSE_DELAY=-1");
        Engine engine = Engine.of(connectionFactory, EngineOptions.DEFAULT.withName("existing"));
        // end::factory
        assertThat(engine.connect(connection -> connection.scalar(select(literal(1))))
                        .block(DEADLINE))
                .isEqualTo(1);
        engine.close().block(DEADLINE);
    }

    @Test
    void derivesEngines() {
        // tag::derived
        Engine reports = engine.withOption(ExecutionOptions.LABEL, "reports")
                .withOption(ExecutionOptions.TIMEOUT, Duration.ofMinutes(5));
        Engine serializable =
                engine.withTransaction(TransactionOptions.DEFAULT.withIsolationLevel(IsolationLevel.SERIALIZABLE));
        // end::derived
        assertThat(reports.options().get(ExecutionOptions.LABEL)).isEqualTo("reports");
        assertThat(serializable
                        .begin(connection -> connection.scalar(countUsers))
                        .block(DEADLINE))
                .isEqualTo(3);
        assertThat(reports.connect(connection -> connection.scalar(countUsers)).block(DEADLINE))
                .isEqualTo(3);
    }

    @Test
    void takesAPool() {
        ConnectionFactory connectionFactory =
                ConnectionFactories.get("r2dbc:h2:mem:///pooled?options=DB_CLOSE_DELAY=-1");
        // tag::pool
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connectionFactory)
                .maxSize(4)
                .maxAcquireTime(Duration.ofSeconds(5))
                .build());
        Engine engine = Engine.of(pool);
        System.out.println(engine.pool());
        // end::pool
        shows("pool");
        assertThat(engine.connect(connection -> connection.scalar(select(literal(1))))
                        .block(DEADLINE))
                .isEqualTo(1);
        engine.close().block(DEADLINE);
        assertThat(pool.isDisposed()).isFalse();
        pool.dispose();
    }

    @Test
    void worksWithoutAPool() {
        // tag::unpooled
        Engine engine = Engine.create(url, EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.unpooled()));
        // end::unpooled
        assertThat(engine.connect(connection -> connection.scalar(countUsers)).block(DEADLINE))
                .isEqualTo(3);
        assertThat(engine.pool()).isNull();
        engine.close().block(DEADLINE);
    }
}
