package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.defaultExpression;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.BINARY;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.tests.support.ListenerDiary;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The order of the rows that a batch returns, for each way in which a key comes about. */
public abstract class KeyOrderSuite extends DialectSuite {
    /** No batch of these tests may need more statements than this, however many rows it has. */
    private static final int A_HANDFUL = 60;

    /** A class without an equals of its own. */
    private static final class Code {
        private final String text;

        Code(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final AtomicInteger drawn = new AtomicInteger();
    private final Table tokens = metadata.table(
            "token", column("id", UUID, primaryKey(), defaultFrom(java.util.UUID::randomUUID)), column("n", INTEGER));
    private final Table parts = metadata.table(
            "part",
            column("owner", TEXT, primaryKey()),
            column(
                    "code",
                    TEXT.map(Code.class, Code::text, Code::new),
                    primaryKey(),
                    defaultFrom(() -> new Code("code " + drawn.incrementAndGet()))),
            column("n", INTEGER));
    private final Table digests = metadata.table(
            "digest",
            column(
                    "hash",
                    BINARY,
                    primaryKey(),
                    defaultFrom(() -> ByteBuffer.allocate(4)
                            .putInt(-drawn.incrementAndGet())
                            .array())),
            column("n", INTEGER));
    private final Table falling = metadata.table(
            "falling", column("id", BIGINT, identity(new Identity(false, -1, -1)), primaryKey()), column("n", INTEGER));
    private final Sequence numbers = metadata.add(new Sequence("drawn_number", null, 1, 1));
    private final Table numbered = metadata.table(
            "numbered",
            column("id", BIGINT, primaryKey(), defaultExpression(numbers.nextValue())),
            column("n", INTEGER),
            checkConstraint("n <> -1"));
    private final Table moments = metadata.table("moment", column("at", TIMESTAMP, primaryKey()), column("n", INTEGER));

    /** A suite on a database. */
    protected KeyOrderSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteRows() {
        for (Table table : List.of(tokens, parts, digests, falling, numbered, moments)) {
            run(engine.connect(connection -> connection.execute(delete(table)).then()));
        }
    }

    private static List<Parameters> numbers(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(number -> Parameters.of("n", number))
                .toList();
    }

    private static List<@Nullable Integer> range(int rows) {
        return IntStream.range(0, rows)
                .<@Nullable Integer>mapToObj(number -> number)
                .toList();
    }

    /** Inserts rows, checks that they come back in their order and as they are stored, and gives what was sent. */
    private List<StatementEvent> inserted(Insert insert, List<Parameters> rows) {
        var table = (Table) insert.table();
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        List<Row> returned;
        try {
            returned = run(engine.connect(connection ->
                    connection.executeMany(insert.returning(table), rows).all().collectList()));
        } finally {
            listening.dispose();
        }
        assertThat(returned.stream().map(row -> row.get(table.c("n", Integer.class))))
                .containsExactlyElementsOf(range(rows.size()));
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(count()).from(table))))
                .expectNext((long) rows.size())
                .expectComplete()
                .verify(DEADLINE);
        return recorder.events();
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 3, 1_000, 20_000})
    final void keepsTheOrderOfKeysThatAreGenerated(int rows) {
        List<StatementEvent> events = inserted(insert(tokens), numbers(rows));
        assertThat(events).hasSizeLessThanOrEqualTo(Math.min(rows, A_HANDFUL));
        assertThat(events.stream().mapToInt(StatementEvent::batchSize).sum()).isEqualTo(rows);
    }

    @Test
    final void sendsTheKeysThatItReturns() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(insert(tokens).returningKey(), numbers(100))
                        .map(row -> row.get(tokens.c("id", java.util.UUID.class)))
                        .all()
                        .index()
                        .concatMap(key -> connection
                                .scalar(select(tokens.c("n", Integer.class))
                                        .where(tokens.c("id", java.util.UUID.class)
                                                .eq(key.getT2())))
                                .map(number -> number - key.getT1()))
                        .distinct()))
                .expectNext(0L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void keepsTheOrderOfKeysOfWhichAPartIsGenerated() {
        List<Parameters> rows = numbers(100).stream()
                .map(row -> row.and("owner", "o" + row.get("n")))
                .toList();
        assertThat(inserted(insert(parts), rows)).hasSizeLessThan(A_HANDFUL);
    }

    @Test
    final void keepsTheOrderOfKeysOfBytes() {
        assertThat(inserted(insert(digests), numbers(100))).hasSizeLessThan(A_HANDFUL);
    }

    @Test
    final void keepsTheOrderOfNumbersThatFall() {
        assertThat(inserted(insert(falling), numbers(100))).hasSizeLessThan(A_HANDFUL);
    }

    @Test
    final void leavesAParameterThatIsNamedLikeTheKeyAlone() {
        List<Parameters> rows = IntStream.range(0, 5)
                .mapToObj(number -> Parameters.of("id", number))
                .toList();
        Insert insert = insert(tokens).set(tokens.c("n", Integer.class), param("id", INTEGER));
        assertThat(inserted(insert, rows)).hasSizeLessThan(5);
    }

    @Test
    final void drawsOtherKeysForEachSubscription() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(insert(tokens).returningKey(), numbers(3))
                        .all()
                        .repeat(1)
                        .map(Row::values)
                        .distinct()
                        .count()))
                .expectNext(6L)
                .expectComplete()
                .verify(DEADLINE);
    }

    private List<Long> transactionsOf(Runnable work) {
        var transactions = ListenerDiary.ofTransactions();
        Disposable listening = engine.listen(transactions);
        try {
            work.run();
        } finally {
            listening.dispose();
        }
        return List.of(transactions.count("begin"), transactions.count("commit"), transactions.count("rollback"));
    }

    @Test
    final void insertsRowByRowInATransactionWhenTheOrderCannotBeTold() {
        assertThat(transactionsOf(() -> assertThat(inserted(insert(numbered), numbers(20)))
                        .hasSize(20)
                        .allMatch(event -> event.batchSize() == 1)))
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    final void insertsInOneStatementWithoutATransactionWhenNothingIsReturned() {
        assertThat(transactionsOf(() -> {
                    var recorder = new StatementRecorder();
                    Disposable listening = engine.listen(recorder);
                    run(engine.connect(connection -> connection
                            .executeMany(insert(numbered), numbers(16))
                            .rowsUpdated()));
                    listening.dispose();
                    assertThat(recorder.events()).hasSize(1);
                }))
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    final void writesNothingWhenOneOfTheSingleRowsFails() {
        List<Parameters> rows = IntStream.of(0, 1, -1, 2)
                .mapToObj(number -> Parameters.of("n", number))
                .toList();
        assertThat(transactionsOf(() -> StepVerifier.create(engine.connectMany(connection -> connection
                                .executeMany(insert(numbered).returningKey(), rows)
                                .all()
                                .ignoreElements()))
                        .expectError(CheckViolationException.class)
                        .verify(DEADLINE)))
                .containsExactly(1L, 0L, 1L);
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(count()).from(numbered))))
                .expectNext(0L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void insertsRowByRowWhenTheKeyIsAnExpression() {
        Insert insert = insert(tokens).set(tokens.c("id", java.util.UUID.class), value(java.util.UUID.randomUUID()));
        assertThat(inserted(insert, numbers(1))).hasSize(1);
    }

    @Test
    final void insertsRowByRowWhenTheDatabaseMayRoundTheKey() {
        LocalDateTime first = LocalDateTime.of(2026, 1, 1, 12, 0, 0, 123_456_789);
        List<Parameters> rows = IntStream.range(0, 5)
                .mapToObj(number -> Parameters.of("n", number).and("at", first.plusSeconds(number)))
                .toList();
        assertThat(inserted(insert(moments), rows)).hasSize(5);
    }

    @Test
    final void returnsNothingForNoRows() {
        Mono<Long> returned = engine.connect(connection -> connection
                .executeMany(insert(tokens).returningKey(), List.of())
                .all()
                .count());
        StepVerifier.create(returned).expectNext(0L).expectComplete().verify(DEADLINE);
    }
}
