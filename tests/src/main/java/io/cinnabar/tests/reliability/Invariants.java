package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.PoolStatus;
import io.cinnabar.sql.Sql;
import io.cinnabar.type.Types;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What holds of an engine after every scenario, whatever went wrong in it, once its work is done.
 *
 * <ol>
 *   <li>I1: nobody holds a connection of the pool or waits for one;
 *   <li>I2: every connection in the pool answers;
 *   <li>I3: no session of the engine is active or in a transaction, and there are as many as the pool knows of;
 *   <li>I4: a transaction has left nothing unless its commit was sent, and all of it once that was acknowledged
 *       ({@link Ledger});
 *   <li>I5: no buffer leaked, no signal was dropped, no thread is stuck.
 * </ol>
 */
public final class Invariants {
    private final Engine engine;
    private final String applicationName;
    private final AdminConnection admin;

    Invariants(Engine engine, String applicationName, AdminConnection admin) {
        this.engine = engine;
        this.applicationName = applicationName;
        this.admin = admin;
    }

    /** Waits until the engine is at rest and its connections have proven to be usable; fails after the deadline. */
    public void check() {
        Eventually.isWithout(this::unrest);
        expectAnswers();
        Eventually.isWithout(this::unrest);
        // Only now: a pool notices that an idle connection has gone when somebody asks for it.
        Eventually.isWithout(this::miscount);
        Eventually.isWithout(IncidentWatch::stuckThreads);
    }

    /** I1, and the first part of I3. */
    String unrest() {
        PoolStatus pool = engine.pool();
        if (pool != null && (pool.acquired() != 0 || pool.pending() != 0)) {
            return "I1: the pool is in use: " + pool + "; sessions: " + sessions();
        }
        List<AdminConnection.Session> sessions = sessions();
        if (sessions.stream().anyMatch(session -> !session.state().equals("idle"))) {
            return "I3: a session is busy: " + sessions;
        }
        return "";
    }

    /** The second part of I3. */
    String miscount() {
        PoolStatus pool = engine.pool();
        List<AdminConnection.Session> sessions = sessions();
        int known = pool == null ? 0 : pool.idle();
        return sessions.size() == known
                ? ""
                : "I3: the pool knows of " + known + " connections, the server of " + sessions;
    }

    private List<AdminConnection.Session> sessions() {
        return admin.sessions(applicationName);
    }

    /** I2: all idle connections are taken out at once, so that each of them is asked. */
    private void expectAnswers() {
        PoolStatus pool = engine.pool();
        int idle = pool == null ? 0 : pool.idle();
        if (idle == 0) {
            return;
        }
        List<Connection> connections = Flux.range(0, idle)
                .flatMap(number -> engine.acquire(), idle)
                .collectList()
                .blockOptional(Eventually.DEADLINE)
                .orElseThrow();
        Flux.fromIterable(connections)
                .flatMap(connection -> answer(connection).then(connection.close()), idle)
                .then()
                .block(Eventually.DEADLINE);
    }

    private static Mono<Integer> answer(Connection connection) {
        return connection
                .scalar(Sql.text("SELECT 1").columns(Types.INTEGER))
                .filter(number -> number == 1)
                .switchIfEmpty(Mono.error(() -> new AssertionError("I2: a pooled connection gave a wrong answer.")));
    }
}
