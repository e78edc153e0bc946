package io.cinnabar.tests.reliability;

import io.cinnabar.core.Engine;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Breaks what can break while a soak works, one thing after the other. Blocks the thread that it works on. */
final class SoakFaults implements AutoCloseable {
    private static final int LONGEST_MILLIS = 500;
    private static final int LONGEST_PAUSE_MILLIS = 500;
    private static final int LONGEST_CUT_BYTES = 4_000;

    private final Engine engine;
    private final FaultProxy proxy;
    private final AdminConnection admin;
    private final SoakTally tally;
    private final SplittableRandom random;
    private final List<Kind> kinds = new ArrayList<>();

    private record Kind(String name, Runnable work) {}

    SoakFaults(ReliabilityBench bench, TestDatabaseUrl database, Engine engine, SoakTally tally, long seed) {
        this.engine = engine;
        this.proxy = bench.proxy();
        this.admin = AdminConnection.open(database);
        this.tally = tally;
        this.random = new SplittableRandom(seed);
        kinds.add(new Kind("terminate", this::terminate));
        kinds.add(new Kind("cancel from outside", this::cancel));
        kinds.add(new Kind("cut, server's side", () -> during(() -> proxy.fromServer(cut()))));
        kinds.add(new Kind("cut, client's side", () -> during(() -> proxy.fromClient(cut()))));
        kinds.add(new Kind("cut at COMMIT", () -> during(() -> proxy.fromServer(cutAtCommit()))));
        kinds.add(new Kind("black hole", this::blackhole));
        kinds.add(new Kind("delay", () -> during(() -> proxy.fromServer(Fault.delay(Duration.ofMillis(20))))));
        kinds.add(new Kind(
                "slow drip", () -> during(() -> proxy.fromServer(Fault.slowDrip(Duration.ofNanos(200_000))))));
        kinds.add(new Kind("end of all", () -> proxy.end(ending())));
        kinds.add(new Kind("refuse", () -> during(proxy::refuse)));
        kinds.add(new Kind("reset of new ones", () -> during(proxy::resetNewConnections)));
        kinds.add(new Kind("lock", this::lock));
        kinds.add(new Kind("DDL", this::ddl));
        kinds.add(new Kind("renewal", engine::renewConnections));
        if (bench.signals().obstacle().isEmpty()) {
            kinds.add(new Kind("STOP and CONT", this::stop));
        }
    }

    /** Goes on until it is over. */
    void run(BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            pause(random.nextInt(LONGEST_PAUSE_MILLIS));
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            try {
                kind.work().run();
                tally.fault(kind.name());
            } catch (IllegalStateException missed) {
                // The session that was picked has gone meanwhile, or the admin's statement met a lock.
                tally.fault("missed");
            } finally {
                proxy.heal();
            }
        }
    }

    private static void pause(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void pause() {
        pause(1 + random.nextInt(LONGEST_MILLIS));
    }

    private void during(Runnable fault) {
        fault.run();
        pause();
    }

    private Fault.Ending ending() {
        return Fault.Ending.values()[random.nextInt(Fault.Ending.values().length)];
    }

    private Fault cut() {
        return Fault.cutAfterBytes(1 + random.nextInt(LONGEST_CUT_BYTES), ending());
    }

    private Fault cutAtCommit() {
        Moment answer = Moment.message('C').containing("COMMIT");
        return random.nextBoolean() ? Fault.cutBefore(answer, ending()) : Fault.cutAfter(answer, ending());
    }

    /** What was swallowed does not come any more, so that the connections must not outlive the hole. */
    private void blackhole() {
        if (random.nextBoolean()) {
            proxy.fromServer(Fault.blackhole());
        } else {
            proxy.fromClient(Fault.blackhole());
        }
        pause();
        proxy.refuse();
        proxy.end(Fault.Ending.RESET);
    }

    private int anySession() {
        List<AdminConnection.Session> sessions = admin.sessions(engine.name());
        if (sessions.isEmpty()) {
            throw new IllegalStateException("The engine has no session.");
        }
        return sessions.get(random.nextInt(sessions.size())).pid();
    }

    private void terminate() {
        admin.terminate(anySession());
    }

    private void cancel() {
        admin.rows("SELECT pg_cancel_backend(?)", anySession());
    }

    private void stop() {
        int pid = anySession();
        var signals = new BackendSignals(admin);
        signals.stop(pid);
        try {
            pause();
        } finally {
            signals.resume(pid);
        }
    }

    private void lock() {
        admin.execute("DO $$ BEGIN LOCK TABLE soak_account IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep("
                + random.nextInt(LONGEST_MILLIS) / 1_000.0 + "); END $$");
    }

    private void ddl() {
        admin.execute("SET lock_timeout = '2s'; ALTER TABLE soak_account "
                + (random.nextBoolean()
                        ? "ADD COLUMN IF NOT EXISTS note text DEFAULT 'n'"
                        : "DROP COLUMN IF EXISTS note"));
    }

    @Override
    public void close() {
        admin.close();
    }
}
