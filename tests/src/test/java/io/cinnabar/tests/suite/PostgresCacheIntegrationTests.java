package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.type.Types.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresCacheIntegrationTests extends CacheSuite {
    PostgresCacheIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    @Tag("session")
    void theServerKeepsABoundedNumberOfPreparedStatements() {
        StepVerifier.create(engine.connect(connection -> Flux.range(0, 2_000)
                        .concatMap(number -> connection.scalar(select(literal(number))))
                        .then(connection.scalar(text("SELECT count(*) FROM pg_prepared_statements")
                                .columns(BIGINT)))))
                .assertNext(prepared -> assertThat(prepared).isBetween(1L, 300L))
                .expectComplete()
                .verify(DEADLINE);
    }
}
