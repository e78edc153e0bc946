package io.cinnabar.docs;

import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.core.Connection;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.docs.tutorial.Users;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Parameters;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

@UsesH2
class H2ErrorExamplesIntegrationTests extends ErrorExamples {

    H2ErrorExamplesIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    record Person(String nickname) {}

    /** A thread of a server that must never wait. */
    private static final class EventLoop extends Thread implements NonBlocking {
        EventLoop(Runnable work) {
            super(work, "web-1");
        }
    }

    @Test
    void explainsBlockingCalls() {
        BlockingEngine blocking = BlockingEngine.of(engine);
        shows("BLK-001", () -> on(EventLoop::new, blocking::server));
        shows(
                "BLK-002",
                () -> on(work -> new Thread(work, "worker-1"), () -> {
                    Thread.currentThread().interrupt();
                    blocking.server();
                }));
    }

    private static void on(Function<Runnable, Thread> threads, Runnable work) throws Exception {
        var done = new FutureTask<>(work, null);
        threads.apply(done).start();
        try {
            done.get();
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    @Test
    void explainsEngines() {
        shows("ENG-001", () -> DatabaseUrl.parse("postgresql://app:secret@db.example.org/shop"));
        shows("ENG-002", () -> Engine.create("r2dbc:oracle://db.example.org/shop"));
        shows("ENG-003", () -> PoolOptions.DEFAULT.withMaxSize(5).withMinIdle(10));
        Engine closed = Engine.create("r2dbc:h2:mem:///closed");
        closed.close().block(DEADLINE);
        shows("ENG-004", () -> closed.server().block(DEADLINE));
        Engine unanswered = Engine.create(
                "r2dbc:h2:mem:///unanswered", EngineOptions.DEFAULT.withListenerTimeout(Duration.ofMillis(100)));
        unanswered.listen(new EngineListener() {
            @Override
            public Mono<Void> onAcquire(ConnectionEvent event) {
                return Mono.never();
            }

            @Override
            public String toString() {
                return "Gatekeeper";
            }
        });
        shows("ENG-005", () -> unanswered.server().block(DEADLINE));
        unanswered.close().block(DEADLINE);
    }

    @Test
    void explainsConnections() {
        Engine small = Engine.create(
                url,
                EngineOptions.DEFAULT.withPool(
                        PoolOptions.DEFAULT.withMaxSize(1).withAcquireTimeout(Duration.ofMillis(100))));
        Connection held = small.acquire().block(DEADLINE);
        held.scalar(select(users.name).limit(1)).block(DEADLINE);
        shows("CON-004", () -> small.connect(connection -> Mono.just(1)).block(DEADLINE));
        held.close().block(DEADLINE);
        small.close().block(DEADLINE);
        shows("CON-005", () -> {
            throw new CommitOutcomeUnknownException(
                    DatabaseFailure.of("The connection broke before the answer to COMMIT came", null));
        });
        showsFailure("CON-006", connection -> connection.savepoint(inner -> Mono.just(1)));
    }

    @Test
    void explainsStatements() {
        shows(
                "SQL-001",
                () -> insert(users)
                        .row(row -> row.set(users.name, "sandy"))
                        .row(row -> row.set(users.name, "patrick").set(users.fullname, "Patrick Star")));
        shows("SQL-002", () -> update(users).where(users.id.eq(1L)).sql(engine.dialect()));
        shows(
                "SQL-003",
                () -> select(users.name, addresses.email)
                        .from(users)
                        .fullJoin(addresses, addresses.userId.eq(users.id))
                        .sql(engine.dialect()));
        shows("SQL-004", () -> users.as("manager").c(addresses.email));
        insertUser("sandy");
        Users other = users.as("other", Users::new);
        showsFailure(
                "SQL-005",
                connection -> connection
                        .execute(select(users.id, other.id).join(other, users.id.eq(other.id)))
                        .first()
                        .map(row -> row.get("id")));
        showsFailure(
                "SQL-006",
                connection -> connection
                        .execute(select(users.name).where(users.id.eq(param("id", BIGINT))))
                        .all());
        showsFailure(
                "SQL-007",
                connection -> connection
                        .execute(select(users.name), Parameters.of("id", 1L))
                        .all());
    }

    @Test
    void explainsLimitsAndNames() {
        List<Long> numbers = IntStream.range(0, 100_001).mapToObj(Long::valueOf).toList();
        showsFailure(
                "SQL-008",
                connection -> connection
                        .execute(select(users.name).where(users.id.in(numbers)))
                        .all());
        NumericExpression<Long> sum = users.id;
        for (int number = 0; number < 2_000; number++) {
            sum = sum.plus(1L);
        }
        var deep = select(sum);
        showsFailure("SQL-009", connection -> connection.execute(deep).all());
        Table note = new MetaData().table("note", column("id", BIGINT));
        shows("SQL-010", () -> select(users.name).join(note).sql(engine.dialect()));
        shows("SQL-011", () -> select(users.name.as("")).sql(engine.dialect()));
        shows("SQL-012", () -> insert(note).returningKey());
        Engine strict = Engine.create(url, EngineOptions.DEFAULT.raiseWarnings());
        shows(
                "SQL-013",
                () -> strict.connect(connection -> connection
                                .execute(select(users.name, addresses.email))
                                .then())
                        .block(DEADLINE));
        strict.close().block(DEADLINE);
    }

    @Test
    void explainsTypesAndSchemas() {
        showsFailure(
                "TYP-001",
                connection -> connection
                        .execute(select(users.name).where(users.id.eq(param("id", BIGINT))), Parameters.of("id", "1"))
                        .all());
        showsFailure(
                "TYP-002",
                connection -> connection
                        .execute(text("SELECT 'abc' AS total").columns(BIGINT))
                        .all());
        shows("TYP-003", () -> value(URI.create("https://example.org")));
        shows("SCH-001", () -> new Users(metadata));
        MetaData incomplete = new MetaData();
        incomplete.table("address", column("user_id", BIGINT, references("user_account.id")));
        shows("SCH-002", () -> incomplete.sortedTables());
    }

    @Test
    void explainsResults() {
        showsFailure(
                "RES-001",
                connection -> connection
                        .execute(select(users.name).where(users.id.eq(-1L)))
                        .one());
        insertUser("one");
        insertUser("two");
        showsFailure(
                "RES-002", connection -> connection.execute(select(users.name)).one());
        showsFailure(
                "RES-003",
                connection -> connection
                        .execute(select(users.id, users.name))
                        .into(Person.class)
                        .all());
        showsFailure("RES-004", connection -> connection.scalars(select(users.fullname)));
        Engine small = Engine.create(url, EngineOptions.DEFAULT.withMaxBufferedRows(1));
        Users first = users.as("first", Users::new);
        Users second = users.as("second", Users::new);
        shows(
                "RES-005",
                () -> small.connectMany(connection -> connection
                                .execute(select(users.id)
                                        .from(users)
                                        .crossJoin(first)
                                        .crossJoin(second))
                                .all()
                                .concatMap(
                                        row -> connection.scalar(
                                                select(users.name).limit(1)),
                                        1))
                        .blockLast(DEADLINE));
        small.close().block(DEADLINE);
    }

    private Long insertUser(String name) {
        return engine.connect(connection ->
                        connection.scalar(insert(users).set(users.name, name).returning(users.id)))
                .block(DEADLINE);
    }

    @Test
    void explainsWhatTheDatabaseRefuses() {
        MetaData more = new MetaData();
        Table item = more.table(
                "item", column("code", varchar(10), unique()), column("stock", INTEGER), checkConstraint("stock >= 0"));
        engine.connect(connection -> connection.createAll(more)).block(DEADLINE);
        Table missing = new MetaData().table("missing", column("id", BIGINT));
        showsFailure(
                "DBE-001", connection -> connection.execute(select(missing)).all());
        var insertItem = insert(item).set(item.c("code", String.class), "a");
        showsFailure(
                "DBE-002",
                connection -> connection
                        .execute(insertItem)
                        .rowsUpdated()
                        .then(connection.execute(insertItem).rowsUpdated()));
        Long id = insertUser("referenced");
        showsFailure(
                "DBE-003",
                connection -> connection
                        .execute(insert(addresses).set(addresses.userId, id).set(addresses.email, "a@example.org"))
                        .rowsUpdated()
                        .then(connection
                                .execute(delete(users).where(users.id.eq(id)))
                                .rowsUpdated()));
        showsFailure(
                "DBE-004",
                connection -> connection
                        .execute(insert(users).set(users.fullname, "Sandy Cheeks"))
                        .rowsUpdated());
        showsFailure(
                "DBE-005",
                connection -> connection
                        .execute(insert(item).set(item.c("stock", Integer.class), -1))
                        .rowsUpdated());
        showsFailure(
                "DBE-011",
                connection -> connection
                        .execute(insert(users).set(users.name, "a".repeat(31)))
                        .rowsUpdated());
    }
}
