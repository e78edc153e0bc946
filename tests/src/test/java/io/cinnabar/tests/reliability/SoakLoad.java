package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.Functions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;

/** The mixed work of a soak: transfers of every kind, reads that check what they read, and cancels at random. */
final class SoakLoad {
    static final int BATCH = 7;
    private static final int ROWS = 600;
    private static final int TEXTS = 2_000;
    private static final int ONE_IN = 4;
    private static final long LONGEST_CANCEL_NANOS = Duration.ofMillis(30).toNanos();
    /** Longer than everything that Cinnabar waits for. */
    private static final Duration HUNG = Duration.ofSeconds(90);

    private static final TransactionOptions RETRIED = TransactionOptions.DEFAULT
            .withIsolationLevel(IsolationLevel.SERIALIZABLE)
            .withRetry(4, Duration.ofMillis(2));
    private static final TransactionOptions STEADY = TransactionOptions.DEFAULT
            .withIsolationLevel(IsolationLevel.REPEATABLE_READ)
            .readOnly();
    private static final TransactionOptions SHORT =
            TransactionOptions.DEFAULT.withStatementTimeout(Duration.ofMillis(20));

    private final Engine engine;
    private final SoakBank bank;
    private final SoakTally tally;
    private final long seed;
    private final AtomicLong numbers = new AtomicLong();
    private final Select<Row1<BigDecimal>> sum;
    private final List<Work> works;

    /** A kind of work, and of how many shares of all work it is. */
    private record Work(String name, int shares, Kind kind) {}

    private interface Kind {
        Mono<?> start(long number, SplittableRandom random);
    }

    SoakLoad(Engine engine, SoakBank bank, SoakTally tally, long seed) {
        this.engine = engine;
        this.bank = bank;
        this.tally = tally;
        this.seed = seed;
        this.sum = Sql.select(Functions.sum(bank.accounts.balance));
        this.works = List.of(
                new Work("transfer", 10, this::transfer),
                new Work("transfer, serializable and retried", 5, this::retried),
                new Work("transfer by hand", 3, this::byHand),
                new Work("transfer left open", 2, this::leftOpen),
                new Work("transfer with a failed savepoint", 3, this::withSavepoint),
                new Work("audit", 4, (number, random) -> engine.connect(this::audited)),
                new Work(
                        "audit twice in a snapshot",
                        2,
                        (number, random) -> engine.begin(
                                STEADY, connection -> audited(connection).then(audited(connection)))),
                new Work("rows", 4, this::rows),
                new Work("stream, ended early", 3, this::stream),
                new Work("nested queries", 2, this::nested),
                new Work("statement timeout", 1, (number, random) -> timeout()),
                new Work("settings of the session", 3, (number, random) -> engine.connect(SoakLoad::settings)),
                new Work("batch", 3, this::batch),
                new Work("all columns", 2, (number, random) -> allColumns(random)));
    }

    /** Works until it is over, so many things at a time. */
    Mono<Void> run(int workers, BooleanSupplier isOver) {
        return Flux.range(0, workers)
                .flatMap(worker -> Mono.defer(this::next).repeat(() -> !isOver.getAsBoolean()), workers)
                .then();
    }

    private Mono<Void> next() {
        long number = numbers.incrementAndGet();
        var random = new SplittableRandom(seed + number);
        Work work = pick(random);
        tally.operations.increment();
        Mono<?> started = work.kind()
                .start(number, random)
                .doOnError(failure -> tally.error(work.name(), failure))
                .doOnSuccess(done -> tally.count(work.name()));
        Mono<?> cancelled = random.nextInt(ONE_IN) > 0
                ? started
                : cancelledAfter(random.nextLong(LONGEST_CANCEL_NANOS), started.doOnCancel(tally.cancels::increment));
        return cancelled
                .then()
                .timeout(
                        HUNG,
                        Mono.fromRunnable(
                                () -> tally.finding("'" + work.name() + "' hangs; the pool: " + engine.pool())))
                .onErrorComplete();
    }

    /** Not by an operator, of which most drop what comes at the moment of the cancel. */
    private static Mono<Void> cancelledAfter(long nanos, Mono<?> work) {
        return Mono.create(sink -> {
            var reader = new BaseSubscriber<Object>() {
                @Override
                protected void hookFinally(SignalType type) {
                    sink.success();
                }

                @Override
                protected void hookOnError(Throwable failure) {
                    // It was counted before.
                }
            };
            work.subscribe(reader);
            sink.onDispose(Schedulers.parallel().schedule(reader::cancel, nanos, TimeUnit.NANOSECONDS));
        });
    }

    private Work pick(SplittableRandom random) {
        int share = random.nextInt(works.stream().mapToInt(Work::shares).sum());
        for (Work work : works) {
            share -= work.shares();
            if (share < 0) {
                return work;
            }
        }
        throw new AssertionError("There is no such share.");
    }

    private static SoakBank.Transfer random(long number, SplittableRandom random) {
        int source = 1 + random.nextInt(SoakBank.ACCOUNTS);
        int target = 1 + (source + random.nextInt(SoakBank.ACCOUNTS - 1)) % SoakBank.ACCOUNTS;
        return new SoakBank.Transfer(number, source, target, 1 + random.nextInt(50));
    }

    private Mono<Long> transfer(long number, SplittableRandom random) {
        SoakBank.Transfer transfer = random(number, random);
        return bank.told(transfer, engine.begin(connection -> bank.transfer(connection, transfer)));
    }

    private Mono<Long> retried(long number, SplittableRandom random) {
        SoakBank.Transfer transfer = random(number, random);
        return bank.told(
                transfer,
                engine.begin(RETRIED, connection -> connection.scalar(sum).then(bank.transfer(connection, transfer))));
    }

    private Mono<Long> byHand(long number, SplittableRandom random) {
        SoakBank.Transfer transfer = random(number, random);
        return bank.told(
                transfer,
                engine.connect(connection -> connection
                        .beginTransaction()
                        .flatMap(transaction ->
                                bank.transfer(connection, transfer).delayUntil(done -> transaction.commit()))));
    }

    /** It is rolled back when its connection goes back. */
    private Mono<Long> leftOpen(long number, SplittableRandom random) {
        SoakBank.Transfer transfer = random(number, random);
        return Mono.defer(() -> {
            bank.abandoned(transfer);
            return engine.connect(
                    connection -> connection.beginTransaction().then(bank.transfer(connection, transfer)));
        });
    }

    private Mono<Long> withSavepoint(long number, SplittableRandom random) {
        SoakBank.Transfer transfer = random(number, random);
        var taken = Sql.insert(bank.accounts).set(bank.accounts.id, 1).set(bank.accounts.balance, 1_000_000L);
        return bank.told(
                transfer,
                engine.begin(connection -> connection
                        .savepoint(inner -> bank.transfer(inner, transfer)
                                .then(inner.execute(taken).rowsUpdated()))
                        .onErrorResume(UniqueViolationException.class, failure -> Mono.just(0L))
                        .then(bank.transfer(connection, transfer))));
    }

    private Mono<BigDecimal> audited(Connection connection) {
        return connection.scalar(sum).doOnNext(found -> {
            if (found.longValueExact() != SoakBank.total()) {
                throw new AssertionError("The accounts hold " + found + " instead of " + SoakBank.total());
            }
        });
    }

    /** With many texts, so that the statements that the server keeps prepared would become many. */
    private static TextStatement<Row1<Integer>> numbers(int count, int text) {
        return Sql.text("SELECT generate_series(1, :n) AS n" + text)
                .bind("n", count)
                .columns(Types.INTEGER);
    }

    private Mono<Long> rows(long number, SplittableRandom random) {
        var numbered = numbers(ROWS, random.nextInt(TEXTS));
        return engine.connect(connection -> connection.scalars(numbered).count())
                .doOnNext(count -> {
                    if (count != ROWS) {
                        throw new AssertionError("A result of " + ROWS + " rows ended after " + count);
                    }
                });
    }

    private Mono<Row1<Integer>> stream(long number, SplittableRandom random) {
        int wanted = 1 + random.nextInt(ROWS);
        return engine.connectMany(connection ->
                        connection.stream(numbers(ROWS * 10, 0), 50).take(wanted))
                .last()
                .doOnNext(last -> {
                    if (last.v1() != wanted) {
                        throw new AssertionError("Row " + wanted + " of a stream is " + last);
                    }
                });
    }

    private Mono<Long> nested(long number, SplittableRandom random) {
        int count = 1 + random.nextInt(20);
        return engine.connectMany(connection -> connection
                        .scalars(numbers(count, 0))
                        .flatMap(row -> connection.scalar(Sql.text("SELECT CAST(:n AS integer)")
                                .bind("n", row)
                                .columns(Types.INTEGER))))
                .count()
                .doOnNext(found -> {
                    if (found != count) {
                        throw new AssertionError(found + " of " + count + " nested queries were answered");
                    }
                });
    }

    private Mono<String> timeout() {
        var sleep = Sql.text("SELECT CAST(pg_sleep(600) AS text)").columns(Types.TEXT);
        return engine.begin(SHORT, connection -> connection.scalar(sleep));
    }

    private static Mono<Long> settings(Connection connection) {
        var setting = Sql.text("SELECT current_setting('work_mem')").columns(Types.TEXT);
        return connection
                .scalar(setting)
                .doOnNext(value -> {
                    if (value.equals("77kB")) {
                        throw new AssertionError("A setting of the user before is still there.");
                    }
                })
                .then(connection.execute(Sql.text("SET work_mem = '77kB'")).rowsUpdated());
    }

    private Mono<Long> batch(long number, SplittableRandom random) {
        var insert = Sql.text("INSERT INTO soak_batch VALUES (:run, :step)");
        List<Parameters> rows = IntStream.range(0, BATCH)
                .mapToObj(step -> Parameters.of("run", number).and("step", step))
                .toList();
        return engine.begin(connection -> Flux.fromIterable(rows)
                .concatMap(row -> connection.execute(insert, row).rowsUpdated())
                .count());
    }

    private Mono<Long> allColumns(SplittableRandom random) {
        var all = Sql.text("SELECT * FROM soak_account WHERE id > :n").bind("n", 0);
        return (random.nextBoolean()
                        ? engine.connect(
                                connection -> connection.execute(all).all().count())
                        : engine.begin(
                                connection -> connection.execute(all).all().count()))
                .doOnNext(count -> {
                    if (count != SoakBank.ACCOUNTS) {
                        throw new AssertionError(count + " of " + SoakBank.ACCOUNTS + " accounts were read");
                    }
                });
    }
}
