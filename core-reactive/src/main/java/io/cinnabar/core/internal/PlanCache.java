package io.cinnabar.core.internal;

import io.cinnabar.compile.CompileWarning;
import io.cinnabar.compile.Compiled;
import io.cinnabar.compile.StatementKey;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The plans of the statements that were executed last, by structure. Bounded: beyond its size and half as much again,
 * those not used for longest are dropped down to its size. Reading takes no lock.
 */
final class PlanCache {
    private final int size;
    private final Dialect dialect;
    private final ValueCodecs codecs;
    private final Consumer<CompileWarning> warnings;
    private final Map<Object, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();

    /** The key of a statement that takes a number of rows. */
    private record BatchKey(StatementKey key, int rows) {}

    private static final class Entry {
        private final Plan plan;
        private volatile long lastUse;

        Entry(Plan plan) {
            this.plan = plan;
        }
    }

    PlanCache(int size, Dialect dialect, ValueCodecs codecs, Consumer<CompileWarning> warnings) {
        this.size = size;
        this.dialect = dialect;
        this.codecs = codecs;
        this.warnings = warnings;
    }

    /** The plan of a statement, from the cache or compiled now. */
    Prepared prepare(Statement statement, ExecutionOptions options) {
        if (size == 0 || !options.get(ExecutionOptions.COMPILED_CACHE, true)) {
            return new Prepared(compile(statement), StatementKey.values(statement), false);
        }
        StatementKey.Probe probe = StatementKey.probe(statement);
        Entry entry = entries.get(probe);
        if (entry != null) {
            entry.lastUse = clock.incrementAndGet();
            return new Prepared(entry.plan, probe.values(), true);
        }
        Plan plan = compile(statement);
        put(StatementKey.of(statement), plan);
        return new Prepared(plan, StatementKey.values(statement), false);
    }

    /** The plan of a statement that takes a number of rows. */
    Prepared prepareBatch(Statement statement, int rows) {
        var key = new BatchKey(StatementKey.of(statement), rows);
        List<io.cinnabar.sql.BindValue> values = StatementKey.values(statement);
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.lastUse = clock.incrementAndGet();
            return new Prepared(entry.plan, values, true);
        }
        Plan plan = new Plan(dialect.compiler().compileBatch(statement, rows), codecs);
        if (size > 0) {
            put(key, plan);
        }
        return new Prepared(plan, values, false);
    }

    private Plan compile(Statement statement) {
        Compiled compiled = dialect.compiler().compile(statement);
        compiled.warnings().forEach(warnings);
        return new Plan(compiled, codecs);
    }

    private void put(Object key, Plan plan) {
        var entry = new Entry(plan);
        entry.lastUse = clock.incrementAndGet();
        entries.put(key, entry);
        if (entries.size() > size + size / 2) {
            evict();
        }
    }

    private synchronized void evict() {
        if (entries.size() <= size + size / 2) {
            return; // another thread was here
        }
        record Aged(Object key, long lastUse) {}
        entries.entrySet().stream()
                .map(entry -> new Aged(entry.getKey(), entry.getValue().lastUse))
                .sorted(Comparator.comparingLong(Aged::lastUse))
                .limit(entries.size() - size)
                .forEach(aged -> entries.remove(aged.key()));
    }

    /** The number of plans held. */
    int count() {
        return entries.size();
    }

    void clear() {
        entries.clear();
    }
}
