package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.type.Types;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a JVM with a small heap does in {@link SmallHeapSuite}. It says how far it has come, and blocks. */
final class SmallHeapReader {
    private static final PrintStream OUT = new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, java.nio.charset.StandardCharsets.UTF_8);
    private static final Duration DAYS = Duration.ofDays(1);

    private SmallHeapReader() {}

    /** Does what the arguments say: the work, the address, the SQL, a number of rows, and how many are read slowly. */
    public static void main(String[] arguments) {
        DatabaseUrl url = DatabaseUrl.parse(arguments[1]);
        Engine engine = Engine.create(
                arguments[1].startsWith("r2dbc:h2") ? url : url.withOption("applicationName", "small-heap"),
                EngineOptions.DEFAULT
                        .withMaxBufferedRows(Integer.MAX_VALUE)
                        .withPool(PoolOptions.DEFAULT.withMaxSize(1)));
        long rows = Long.parseLong(arguments[3]);
        TextStatement<Row2<Long, String>> statement =
                Sql.text(arguments[2]).bind("n", rows).columns(Types.BIGINT, Types.TEXT);
        try {
            switch (arguments[0]) {
                case "stream" -> stream(engine, statement, Long.parseLong(arguments[4]));
                case "collect" -> collect(engine, statement);
                case "value" -> value(engine, statement);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } finally {
            engine.close().block(DAYS);
        }
    }

    private static void stream(Engine engine, TextStatement<Row2<Long, String>> statement, long slowRows) {
        Long read = engine.connectMany(connection -> connection.stream(statement, 100))
                .publishOn(Schedulers.boundedElastic(), 1)
                .doOnNext(row -> {
                    if (row.v1() == 10) {
                        OUT.println("paused");
                        awaitLine();
                    }
                    if (row.v1() < slowRows) {
                        LockSupport.parkNanos(1_000_000);
                    }
                })
                .count()
                .block(DAYS);
        OUT.println("read " + read);
    }

    private static void awaitLine() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("Nobody lets the reader go on.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void collect(Engine engine, TextStatement<Row2<Long, String>> statement) {
        List<Row2<Long, String>> all = engine.connect(
                        connection -> connection.execute(statement).all().collectList())
                .block(DAYS);
        OUT.println("collected " + (all == null ? 0 : all.size()));
    }

    /** A value that does not fit: an error, after which there is a connection again. */
    private static void value(Engine engine, TextStatement<Row2<Long, String>> statement) {
        String outcome = engine.connect(
                        connection -> Flux.from(connection.execute(statement).all())
                                .map(row -> "read " + row.v2().length())
                                .next())
                .onErrorResume(
                        failure -> Mono.just("failed " + failure.getClass().getSimpleName() + " " + failure))
                .block(DAYS);
        OUT.println(outcome);
        OUT.println("answer " + engine.connect(SmallHeapReader::answer).block(DAYS));
    }

    private static Mono<Integer> answer(Connection connection) {
        return connection.scalar(Sql.text("SELECT 42").columns(Types.INTEGER));
    }
}
