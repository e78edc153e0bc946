package io.cinnabar.tests.reliability;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Makes engines on a test's database, straight or through a {@link FaultProxy}, and holds them to the
 * {@link Invariants}. Closing it checks them once more, closes the engines, and expects no session of theirs to be
 * left.
 */
public final class ReliabilityBench implements AutoCloseable {
    /** Whether to repeat as often as for a soak: {@code -Dcinnabar.soak=true}. */
    public static final boolean IS_SOAK = Boolean.getBoolean("cinnabar.soak");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final TestDatabaseUrl database;
    private final AdminConnection admin;
    private final IncidentWatch incidents = new IncidentWatch();
    private final List<Tested> engines = new ArrayList<>();
    private final Ledger ledger;
    private @Nullable FaultProxy proxy;

    private record Tested(Engine engine, String applicationName) {}

    private ReliabilityBench(TestDatabaseUrl database) {
        this.database = database;
        this.admin = AdminConnection.open(database);
        this.ledger = new Ledger(admin);
    }

    /** A bench on a test's database. There must be one at a time. */
    public static ReliabilityBench open(TestDatabaseUrl database) {
        return new ReliabilityBench(database);
    }

    /** A number of repetitions, or the one for a soak. */
    public static int times(int normally, int inASoak) {
        return IS_SOAK ? inASoak : normally;
    }

    /** The connection that looks from outside. */
    public AdminConnection admin() {
        return admin;
    }

    /** The table in which work leaves its traces. */
    public Ledger ledger() {
        return ledger;
    }

    /** Stops and resumes backends. */
    public BackendSignals signals() {
        return new BackendSignals(admin);
    }

    /** The proxy in front of the server, which starts when it is first asked for. */
    public FaultProxy proxy() {
        if (proxy == null) {
            ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.url());
            proxy = FaultProxy.to(
                    AdminConnection.text(options, ConnectionFactoryOptions.HOST), AdminConnection.port(options));
        }
        return proxy;
    }

    /** An engine that is connected to the server itself. */
    public Engine engine(EngineOptions options) {
        return engine(DatabaseUrl.parse(database.url()), options);
    }

    /** An engine that is connected through the proxy. */
    public Engine proxied(EngineOptions options) {
        FaultProxy through = proxy();
        return engine(DatabaseUrl.parse(database.url()).withHost(through.host(), through.port()), options);
    }

    /** An engine for an address, under a name of its own. */
    public Engine engine(DatabaseUrl url, EngineOptions options) {
        String name = "bench-" + NUMBERS.incrementAndGet();
        return added(Engine.create(named(url, name), options.withName(name)), name);
    }

    /** An engine whose driver is recorded. */
    public Engine recorded(SignalRecorder recorder, EngineOptions options) {
        String name = "bench-" + NUMBERS.incrementAndGet();
        DatabaseUrl url = named(DatabaseUrl.parse(database.url()), name);
        DialectProvider provider = ServiceLoader.load(DialectProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.driverNames().contains(url.driver()))
                .findFirst()
                .orElseThrow();
        ConnectionFactory factory = provider.connectionFactory(
                ConnectionFactoryOptions.parse(database.url() + (isPostgres() ? "?applicationName=" + name : "")));
        return added(Engine.of(recorder.recorded(factory), provider, options.withName(name)), name);
    }

    private DatabaseUrl named(DatabaseUrl url, String name) {
        return isPostgres() ? url.withOption("applicationName", name) : url;
    }

    private boolean isPostgres() {
        return database.database().name().equals("postgres");
    }

    private Engine added(Engine engine, String name) {
        engines.add(new Tested(engine, name));
        return engine;
    }

    /** The name under which the server knows the sessions of an engine. */
    public String applicationName(Engine engine) {
        return engine.name();
    }

    /** The invariants of an engine. */
    public Invariants invariants(Engine engine) {
        return new Invariants(engine, engine.name(), admin);
    }

    /** Checks all invariants of all engines; fails with all that is wrong. */
    public void check() {
        engines.forEach(tested -> invariants(tested.engine()).check());
        expectNoIncidents();
    }

    /** What has gone wrong so far that must never happen: leaked buffers and dropped signals. */
    List<String> incidents() {
        return incidents.problems();
    }

    /** Forgets what has gone wrong so far, so that it is reported once. */
    void forgetIncidents() {
        incidents.forget();
    }

    /**
     * Passes over leaked buffers: a driver whose connection is broken off while rows wait in it may leave one of them
     * to the collector.
     */
    void overlookLeaks() {
        incidents.overlookLeaks();
    }

    /**
     * Passes over errors of the database that Reactor drops: where readers cancel at any moment, an error may be on its
     * way to one that has just gone. Who waits must hear all the same, which the scenario has to make sure of.
     */
    void overlookLateErrors() {
        incidents.overlookLateErrors();
    }

    /** I5 but for the threads; slow, as a leak is only found by a garbage collection. */
    void expectNoIncidents() {
        expectNone(incidents.problems());
    }

    /** The part of I5 that is quickly checked. */
    void expectNothingDropped() {
        expectNone(incidents.dropped());
    }

    private static void expectNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new AssertionError("I5: " + String.join("\nI5: ", problems));
        }
    }

    /** Closes an engine and expects its sessions to end. */
    public void close(Engine engine) {
        engines.removeIf(tested -> tested.engine() == engine);
        engine.close().block(Eventually.DEADLINE);
        Eventually.isWithout(() -> {
            List<AdminConnection.Session> left = admin.sessions(engine.name());
            return left.isEmpty() ? "" : "I3: sessions of a closed engine are left: " + left;
        });
        Eventually.isWithout(() -> threadsOf(engine.name()));
    }

    private static String threadsOf(String name) {
        return Flux.fromIterable(Thread.getAllStackTraces().keySet())
                .map(Thread::getName)
                .filter(thread -> thread.startsWith(name + "-"))
                .map(thread -> "I5: a thread of a closed engine is left: " + thread)
                .toStream()
                .findFirst()
                .orElse("");
    }

    /** Checks the invariants, and closes everything in any case. */
    @Override
    public void close() {
        try (incidents;
                admin;
                FaultProxy ended = proxy;
                AutoCloseable closing = this::closeEngines) {
            requireNonNull(closing);
            if (ended != null) {
                ended.heal();
            }
            check();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("The bench cannot be closed.", failure);
        }
    }

    private void closeEngines() {
        for (Tested tested : List.copyOf(engines)) {
            close(tested.engine());
        }
        expectNoIncidents();
    }
}
