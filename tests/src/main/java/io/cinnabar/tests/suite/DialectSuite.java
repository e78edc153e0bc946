package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.schema.MetaData;
import io.cinnabar.sql.Parameters;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/** An engine on a database of its own, with users and their addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DialectSuite {
    /** Longer than any step may take; what waits for ever ends here. */
    protected static final Duration DEADLINE = Duration.ofSeconds(30);

    /** The metadata of the fixtures. */
    protected final MetaData metadata = new MetaData();
    /** The users. */
    protected final Users users = new Users(metadata);
    /** The addresses. */
    protected final Addresses addresses = new Addresses(metadata);
    /** The database. */
    protected final TestDatabaseUrl database;
    /** The engine. */
    protected final Engine engine;

    /** A suite on a database. */
    protected DialectSuite(TestDatabaseUrl database) {
        this.database = database;
        this.engine = Engine.create(database.url(), options());
    }

    /** The options of the engine. */
    protected EngineOptions options() {
        return EngineOptions.DEFAULT;
    }

    /** Creates the tables. */
    @BeforeAll
    final void createTables() {
        run(engine.connect(connection -> connection.createAll(metadata)));
    }

    /** Closes the engine. */
    @AfterAll
    final void closeEngine() {
        run(engine.close());
    }

    /** Deletes all rows and inserts users named {@code user1}, {@code user2} and so on, aged 1, 2 and so on. */
    protected final void givenUsers(int count) {
        List<Parameters> rows = IntStream.rangeClosed(1, count)
                .mapToObj(number -> Parameters.of(users.name, "user" + number).and(users.age, number))
                .toList();
        run(engine.begin(connection -> connection
                .execute(io.cinnabar.sql.Sql.delete(addresses))
                .then()
                .then(connection.execute(io.cinnabar.sql.Sql.delete(users)).then())
                .then(connection.executeMany(insert(users), rows).then())));
    }

    /** The number of users, seen by another connection. */
    protected final Mono<Long> countUsers() {
        return engine.connect(connection -> countUsers(connection));
    }

    /** The number of users, seen by a connection. */
    protected final Mono<Long> countUsers(Connection connection) {
        return connection.scalar(
                io.cinnabar.sql.Sql.select(io.cinnabar.sql.Functions.count()).from(users));
    }

    /** Waits for work of a test's set-up. */
    @SuppressWarnings("NullAway") // work without a value gives null, which its callers do not look at
    protected static <T> T run(Mono<T> work) {
        return work.block(DEADLINE);
    }
}
