package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;

import io.cinnabar.core.Engine;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.tests.orm.model.Models;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/** An engine on a database of its own, and sessions for the mapped classes of the tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OrmSuite {
    /** Longer than any step may take; what waits for ever ends here. */
    protected static final Duration DEADLINE = Duration.ofSeconds(120);

    private final Mappings mappings = Models.mappings();
    /** The engine. */
    protected final Engine engine;
    /** The sessions. */
    protected final SessionFactory sessions;

    /** A suite on a database. */
    protected OrmSuite(TestDatabaseUrl database) {
        this.engine = Engine.create(database.url());
        this.sessions = SessionFactory.create(engine, mappings);
    }

    @BeforeAll
    final void createTables() {
        run(engine.connect(connection -> connection.createAll(mappings.metadata())));
    }

    @AfterAll
    final void closeEngine() {
        run(engine.close());
    }

    /** Waits for work. */
    @SuppressWarnings("NullAway") // work without a value gives null, which its callers do not look at
    protected static <T> T run(Mono<T> work) {
        return work.block(DEADLINE);
    }

    /** Work in a session and a transaction of its own. */
    protected final <T> T inTransaction(Function<Session, Mono<T>> work) {
        return run(sessions.withTransaction(work));
    }

    /** Adds objects in a transaction of their own. */
    protected final void given(Object... entities) {
        run(sessions.withTransaction(session -> {
            session.addAll(java.util.List.of(entities));
            return Mono.empty();
        }));
    }

    /** A relationship of a class, loaded by a statement of its own. */
    protected final RelationshipLoad<?> load(Class<?> entityClass, String relationship) {
        Mapper<?> mapper = sessions.mappings().mapper(entityClass);
        return selectInLoad(Relationship.of(mapper.entity(), mapper.relationship(relationship)));
    }

    /** Runs work and checks what it has sent. */
    protected final void assertStatements(Mono<?> work, Consumer<SentStatements> check) {
        SentStatements.assertStatements(engine, () -> run(work), check);
    }
}
