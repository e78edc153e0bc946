package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@UsesPostgres
class PostgresSmallHeapIntegrationTests extends SmallHeapSuite {
    private final TestDatabaseUrl database;

    PostgresSmallHeapIntegrationTests(TestDatabaseUrl database) {
        super(database);
        this.database = database;
    }

    @Override
    String rows() {
        return "SELECT generate_series(1, CAST(:n AS BIGINT)), repeat('x', " + TEXT + ")";
    }

    @Override
    String address() {
        return database.url();
    }

    /**
     * A portal that is suspended waits for the next command; a server that goes on sending would wait for the reader to
     * take what it writes.
     */
    @Override
    void expectSuspended() {
        Eventually.isWithout(() -> {
            var waits = bench().admin()
                    .rows("SELECT wait_event FROM pg_stat_activity WHERE application_name = 'small-heap'");
            return waits.toString().equals("[[ClientRead]]") ? "" : "The server waits for " + waits;
        });
    }

    @Test
    @DisplayName("F05 a value that is greater than the reader's memory is an error, and the pool goes on")
    void aValueThatDoesNotFit() {
        try (ChildJvm reader = start("value", "SELECT CAST(:n AS BIGINT), repeat('0123456789', 20000000)", 1)) {
            assertThat(reader.await("failed")).contains("failed ConnectionLostException");
            assertThat(reader.await("answer")).isEqualTo("answer 42");
        }
    }
}
