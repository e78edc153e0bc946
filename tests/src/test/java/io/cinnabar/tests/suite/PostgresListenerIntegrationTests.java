package io.cinnabar.tests.suite;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresListenerIntegrationTests extends ListenerSuite {
    PostgresListenerIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    /** Each takes less than the limit, both together more: the server's part of the silence begins with its work. */
    @Test
    void theSilenceOfTheServerBeginsWhenTheListenerHasAnswered() {
        PoolOptions pool = PoolOptions.DEFAULT.withMaxSize(1).withValidationTimeout(Duration.ofMillis(50));
        Engine patient = Engine.create(
                database.url(),
                EngineOptions.DEFAULT
                        .withPool(pool)
                        .withExecution(ExecutionOptions.TIMEOUT, Duration.ofSeconds(2))
                        .withListener(new EngineListener() {
                            @Override
                            public Mono<Void> beforeExecute(StatementEvent event) {
                                return Mono.delay(Duration.ofMillis(1_200)).then();
                            }
                        }));
        var sleep = Sql.text("SELECT CAST(pg_sleep(:s) AS text)").bind("s", 1.2).columns(Types.TEXT);
        StepVerifier.create(patient.connect(connection -> connection.scalar(sleep)))
                .expectNext("")
                .expectComplete()
                .verify(DEADLINE);
        run(patient.close());
    }
}
