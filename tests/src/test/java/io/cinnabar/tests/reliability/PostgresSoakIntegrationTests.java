package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Scenarios of group M: mixed work while everything breaks. In short; for as long as {@code -Dcinnabar.soak.minutes}
 * says where that is set.
 */
@UsesPostgres
class PostgresSoakIntegrationTests extends ReliabilitySuite {
    private static final Duration TIME = time();

    PostgresSoakIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private static Duration time() {
        String minutes = System.getProperty("cinnabar.soak.minutes", "");
        return minutes.isEmpty()
                ? Duration.ofSeconds(4)
                : Duration.ofMillis((long) (Double.parseDouble(minutes) * 60_000));
    }

    private void expectWork(SoakTally done) {
        assertThat(done.operations()).isGreaterThan(20);
        assertThat(done.cancels()).isPositive();
        assertThat(done.faults()).isPositive();
        assertThat(done.times("transfers: COMMITTED, present")).isPositive();
    }

    @Test
    @DisplayName("M01 mixed work and every fault")
    void soak() {
        bench().overlookLateErrors();
        expectWork(new Soak(bench(), database(), 6, 16).run(TIME));
    }

    @Test
    @DisplayName("M02 the same with one connection")
    void soakOfOneConnection() {
        bench().overlookLateErrors();
        expectWork(new Soak(bench(), database(), 1, 4).run(TIME));
    }
}
