package io.cinnabar.core.internal;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.type.JsonMapper;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/** What all connections of an engine share. Thread-safe. */
public final class Runtime {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.sql");

    private final String engineName;
    private final DialectProvider provider;
    private final ValueCodecs codecs;
    private final PlanCache plans;
    private final Settings settings;
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable Scheduler scheduler;

    /**
     * The settings of an engine that concern the execution of statements.
     *
     * @param compiledCacheSize how many compiled statements are kept
     * @param maxBufferedRows how many rows of one result are taken into memory for a waiting operation
     * @param showsBindValues whether bind values may appear in the log
     * @param findsCartesianProducts whether FROM items that nothing connects are reported
     * @param jsonMapper reads and writes JSON objects, or null
     */
    public record Settings(
            int compiledCacheSize,
            int maxBufferedRows,
            boolean showsBindValues,
            boolean findsCartesianProducts,
            @Nullable JsonMapper jsonMapper) {}

    /** The shared part of an engine; the scheduler is for drivers that work on their caller's thread, else null. */
    public Runtime(String engineName, DialectProvider provider, Settings settings, @Nullable Scheduler scheduler) {
        this.engineName = engineName;
        this.provider = provider;
        this.settings = settings;
        this.scheduler = scheduler;
        this.codecs = provider.valueCodecs(settings.jsonMapper());
        this.plans = new PlanCache(settings.compiledCacheSize(), provider.dialect(), codecs, this::warn);
    }

    private void warn(String warning) {
        if (settings.findsCartesianProducts()) {
            LOG.warn("{}", warning);
        }
    }

    /** The name of the engine. */
    public String engineName() {
        return engineName;
    }

    /** What the dialect brings. */
    public DialectProvider provider() {
        return provider;
    }

    /** The SQL of the database. */
    public Dialect dialect() {
        return provider.dialect();
    }

    ValueCodecs codecs() {
        return codecs;
    }

    PlanCache plans() {
        return plans;
    }

    Settings settings() {
        return settings;
    }

    /** Who hears what the engine does; may be changed at any time. */
    public List<EngineListener> listeners() {
        return listeners;
    }

    @Nullable
    Scheduler scheduler() {
        return scheduler;
    }

    /** The number of compiled statements that are kept. */
    public int compiledStatements() {
        return plans.count();
    }

    /** Forgets all compiled statements. */
    public void clearCompiledStatements() {
        plans.clear();
    }
}
