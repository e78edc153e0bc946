package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Sessions that are cancelled at each of their signals. */
abstract class CancelFlushSuite extends ReliabilitySuite {
    CancelFlushSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** A row of the ledger. */
    static final class Entry {
        private @Nullable String run;
        private @Nullable Integer step;

        Entry() {}

        Entry(String run, int step) {
            this.run = run;
            this.step = step;
        }
    }

    private static final class EntryAccess implements EntityAccess<Entry> {
        @Override
        public Entry create() {
            return new Entry();
        }

        @Override
        public @Nullable Entry createReference() {
            return null;
        }

        @Override
        public @Nullable Object get(Entry entity, int attribute) {
            return attribute == 0 ? entity.run : entity.step;
        }

        @Override
        public void set(Entry entity, int attribute, @Nullable Object value) {
            if (attribute == 0) {
                entity.run = (String) value;
            } else {
                entity.step = (Integer) value;
            }
        }
    }

    private static final class EntryMapping extends Mapper<Entry> {
        private final Source source;

        EntryMapping(Ledger ledger) {
            super(Entry.class, ledger, new EntryAccess());
            key("run", ledger.run);
            key("step", ledger.step);
            source = new Source(this, ledger);
        }

        @Override
        public Entity<Entry> entity() {
            return source;
        }

        @Override
        public Entity<Entry> alias(String name) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static final class Source extends Entity<Entry> {
        Source(EntryMapping mapping, Ledger ledger) {
            super(mapping, ledger);
        }
    }

    private SessionFactory sessions(Engine engine) {
        return SessionFactory.create(engine, Mappings.of(new EntryMapping(bench().ledger()).entity()));
    }

    private Publisher<?> flushes(Engine engine, String run) {
        Entry dropped = new Entry(run, 9);
        return sessions(engine).withTransaction(session -> {
            session.addAll(List.of(new Entry(run, 1), new Entry(run, 2), dropped));
            return session.flush()
                    .then(Mono.fromRunnable(() -> session.delete(dropped)))
                    .then(session.flush())
                    .then(session.beginNested(nested -> added(nested, new Entry(run, 3))))
                    .then(Mono.fromRunnable(() -> session.add(new Entry(run, 4))));
        });
    }

    private static Mono<Entry> added(Session session, Entry entry) {
        session.add(entry);
        return Mono.just(entry);
    }

    @Test
    @DisplayName("A12 a session with flushes and a savepoint, cancelled at every step")
    void flushes() {
        int signals = CancelAtEveryStep.of(bench(), this::flushes).writing(4).run();
        assertThat(signals).isGreaterThan(20);
    }
}
