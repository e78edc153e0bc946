package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.reliability.CancelAtEveryStep;
import io.cinnabar.tests.reliability.Eventually;
import io.cinnabar.tests.reliability.Fault;
import io.cinnabar.tests.reliability.Hold;
import io.cinnabar.tests.reliability.Ledger;
import io.cinnabar.tests.reliability.Moment;
import io.cinnabar.tests.reliability.ReliabilityBench;
import io.cinnabar.tests.reliability.ReliabilitySuite;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** The code of the guide to testing reliability. */
@UsesPostgres
class ReliabilityGuideIntegrationTests extends ReliabilitySuite {
    ReliabilityGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    // tag::cut
    @Test
    void neverGivesAShortResult() {
        Engine engine = bench().proxied(pool(1));
        var numbers = Sql.text("SELECT generate_series(1, :n)").bind("n", 20).columns(Types.INTEGER);
        bench().proxy().fromServer(Fault.cutAfter(Moment.message('D').number(7), Fault.Ending.RESET));

        StepVerifier.create(engine.connectMany(connection -> connection.scalars(numbers))
                        .then())
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);

        bench().proxy().heal();
        StepVerifier.create(
                        engine.connect(connection -> connection.scalars(numbers).count()))
                .expectNext(20L)
                .expectComplete()
                .verify(DEADLINE);
    }
    // end::cut

    // tag::hold
    @Test
    void waitsForTheAnswerToCommit() {
        Engine engine = bench().proxied(pool(1));
        Ledger ledger = bench().ledger();
        Hold hold = bench().proxy().holdFromServer(Moment.message('C').containing("COMMIT"));

        Disposable working = engine.begin(connection -> ledger.write(connection, "transfer", 1))
                .subscribe();
        hold.awaitHeld();
        working.dispose();
        hold.release();

        Eventually.holds(
                "the connection is back",
                () -> engine.pool() != null && engine.pool().acquired() == 0);
        assertThat(ledger.rows("transfer")).isEqualTo(1);
    }
    // end::hold

    // tag::cancel
    @Test
    void leavesNothingBehindWhereverItIsCancelled() {
        Ledger ledger = bench().ledger();
        CancelAtEveryStep transfer = CancelAtEveryStep.of(
                        bench(),
                        (engine, run) -> engine.begin(
                                connection -> ledger.write(connection, run, 1).then(ledger.write(connection, run, 2))))
                .writing(2);

        transfer.run();
        transfer.runAtRandomTimes(ReliabilityBench.times(20, 2_000));
    }
    // end::cancel
}
