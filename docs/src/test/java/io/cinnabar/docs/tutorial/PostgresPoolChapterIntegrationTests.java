package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.type.Types.TEXT;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@UsesPostgres
class PostgresPoolChapterIntegrationTests extends PoolChapter {
    PostgresPoolChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    // tag::setting
    Mono<String> setting(Connection connection, String name) {
        return connection.scalar(
                text("SELECT current_setting(:name)").bind("name", name).columns(TEXT));
    }
    // end::setting

    @Test
    void putsSessionsBack() {
        // tag::reset
        engine.connect(connection -> connection
                        .execute(text("SET application_name = 'mine'"))
                        .then())
                .block();

        System.out.println(engine.connect(connection -> setting(connection, "application_name"))
                .block());
        // end::reset
        shows("reset");
    }

    @Test
    void preparesConnections() {
        // tag::initializer
        PoolOptions prepared = PoolOptions.DEFAULT.withInitializer(connection ->
                connection.execute(text("SET search_path = app, public")).then());
        Engine engine = Engine.create(url, EngineOptions.DEFAULT.withPool(prepared));

        System.out.println(
                engine.connect(connection -> setting(connection, "search_path")).block());
        // end::initializer
        shows("initializer");
        engine.close().block(DEADLINE);
    }
}
