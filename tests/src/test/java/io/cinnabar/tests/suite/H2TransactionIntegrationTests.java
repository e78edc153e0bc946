package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.error.CompilationException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

@UsesH2
class H2TransactionIntegrationTests extends TransactionSuite {
    H2TransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void refusesCursorsOnTheServerWhichItDoesNotHave() {
        StepVerifier.create(engine.beginMany(connection -> connection
                        .execute(select(users.name).option(ExecutionOptions.SERVER_CURSOR, true))
                        .all()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(CompilationException.class)
                        .hasMessageContaining("no cursors on the server")
                        .hasMessageContaining("second connection"))
                .verify(DEADLINE);
    }
}
