package io.cinnabar.core.internal;

import io.cinnabar.compile.CompileWarning;
import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.ServerVersion;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.type.JsonMapper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/** What all connections of an engine share. Thread-safe. */
public final class Runtime {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.sql");

    private final DialectProvider provider;
    private final ValueCodecs codecs;
    private volatile Server server;
    private final Settings settings;
    private final Listeners listeners;
    private final @Nullable Scheduler scheduler;

    /**
     * The settings of an engine that concern the execution of statements.
     *
     * @param compiledCacheSize how many compiled statements are kept
     * @param maxBufferedRows how many rows of one result are taken into memory for a waiting operation
     * @param showsBindValues whether bind values may appear in the log
     * @param findsCartesianProducts whether FROM items that nothing connects are reported
     * @param reset when the state of a session is put back before the next user gets it
     * @param scopePatience how long an operation waits for a transaction on its connection in which nothing is done
     * @param raisesWarnings whether warnings about statements are errors
     * @param logPrefix what stands before each line of the log: the name of an engine that was given one
     * @param jsonMapper reads and writes JSON objects, or null
     */
    public record Settings(
            int compiledCacheSize,
            int maxBufferedRows,
            boolean showsBindValues,
            boolean findsCartesianProducts,
            SessionReset reset,
            Duration scopePatience,
            boolean raisesWarnings,
            String logPrefix,
            @Nullable JsonMapper jsonMapper) {}

    /** The shared part of an engine; the scheduler is for drivers that work on their caller's thread, else null. */
    public Runtime(Listeners listeners, DialectProvider provider, Settings settings, @Nullable Scheduler scheduler) {
        this.listeners = listeners;
        this.provider = provider;
        this.settings = settings;
        this.scheduler = scheduler;
        this.codecs = provider.valueCodecs(settings.jsonMapper());
        this.server = server(ServerVersion.NEWEST, provider.dialect());
    }

    /**
     * The kind of server that was met last.
     *
     * @param version its version
     * @param dialect its SQL
     * @param plans the statements that were compiled for it
     */
    private record Server(ServerVersion version, Dialect dialect, PlanCache plans) {}

    private Server server(ServerVersion version, Dialect dialect) {
        return new Server(version, dialect, new PlanCache(settings.compiledCacheSize(), dialect, codecs, this::warn));
    }

    /**
     * Notes the version of the server that a connection leads to, which decides what the dialect can do. A server that
     * was exchanged for one of another version while the engine runs starts with an empty cache.
     */
    public void meet(String versionText) {
        ServerVersion version = ServerVersion.parse(versionText);
        if (!version.equals(server.version())) {
            exchange(version);
        }
    }

    private synchronized void exchange(ServerVersion version) {
        Server known = server;
        if (version.equals(known.version())) {
            return; // another thread was here
        }
        Dialect dialect = provider.dialect(version);
        server = dialect == known.dialect() ? new Server(version, dialect, known.plans()) : server(version, dialect);
    }

    private void warn(CompileWarning warning) {
        if (warning.code() == ErrorCode.CARTESIAN_PRODUCT && !settings.findsCartesianProducts()) {
            return;
        }
        var failure = new CompilationException(warning.code(), warning.message());
        if (settings.raisesWarnings()) {
            throw failure;
        }
        LOG.warn("{}{}", settings.logPrefix(), failure.getMessage());
    }

    /** The name of the engine. */
    public String engineName() {
        return listeners.engineName();
    }

    /** What the dialect brings. */
    public DialectProvider provider() {
        return provider;
    }

    /** The SQL of the server that was met last; before that, of one that can do all that the dialect knows. */
    public Dialect dialect() {
        return server.dialect();
    }

    ValueCodecs codecs() {
        return codecs;
    }

    PlanCache plans() {
        return server.plans();
    }

    Settings settings() {
        return settings;
    }

    /** Who hears what the engine does; may be changed at any time. */
    public Listeners listeners() {
        return listeners;
    }

    @Nullable
    Scheduler scheduler() {
        return scheduler;
    }

    /** The number of compiled statements that are kept. */
    public int compiledStatements() {
        return plans().count();
    }

    /** Forgets all compiled statements. */
    public void clearCompiledStatements() {
        plans().clear();
    }
}
