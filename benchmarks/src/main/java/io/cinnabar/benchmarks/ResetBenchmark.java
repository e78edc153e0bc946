package io.cinnabar.benchmarks;

import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import reactor.core.publisher.Mono;

/**
 * What it costs to put a session back before the next user gets its connection: {@code mvn -q -pl benchmarks -am
 * compile exec:java -Dexec.mainClass=io.cinnabar.benchmarks.ResetBenchmark}. Prints the ratio to a pool that resets
 * nothing.
 */
public final class ResetBenchmark {
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 5;
    private static final int CHECKOUTS = 2_000;
    private static final TextStatement<?> TEXT = text("SELECT 1");
    private static final Select<Row1<Integer>> TYPED = select(literal(1));

    private static final List<Engine> ENGINES = new ArrayList<>();

    private ResetBenchmark() {}

    /** Runs the workloads; the argument is a PostgreSQL URL, without one a server is started. */
    public static void main(String[] arguments) {
        String url =
                arguments.length > 0 ? arguments[0] : TestDatabase.postgres().createDatabase();
        Map<String, LongSupplier> workloads = new LinkedHashMap<>();
        workloads.put("text, never reset", checkouts(url, SessionReset.NEVER, ResetBenchmark::untyped));
        workloads.put(
                "text, reset when touched (default)",
                checkouts(url, SessionReset.WHEN_TOUCHED, ResetBenchmark::untyped));
        workloads.put("text, DISCARD ALL by hand", checkouts(url, SessionReset.NEVER, ResetBenchmark::discarded));
        workloads.put("typed, never reset", checkouts(url, SessionReset.NEVER, ResetBenchmark::typed));
        workloads.put(
                "typed, reset when touched (default)",
                checkouts(url, SessionReset.WHEN_TOUCHED, ResetBenchmark::typed));
        workloads.put("typed, always reset", checkouts(url, SessionReset.ALWAYS, ResetBenchmark::typed));
        Map<String, long[]> times = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) { // the first rounds warm up
            for (Map.Entry<String, LongSupplier> workload : workloads.entrySet()) {
                long elapsed = workload.getValue().getAsLong();
                if (round >= 0) {
                    times.computeIfAbsent(workload.getKey(), name -> new long[ROUNDS])[round] = elapsed;
                }
            }
        }
        double reference = median(times.getOrDefault("text, never reset", new long[1]));
        System.out.printf("%-40s %12s %7s%n", CHECKOUTS + " checkouts (median of " + ROUNDS + ")", "each", "ratio");
        times.forEach((name, measured) -> System.out.printf(
                "%-40s %9.1f µs %7.2f%n", name, median(measured) / 1e3 / CHECKOUTS, median(measured) / reference));
        ENGINES.forEach(engine -> engine.close().block());
    }

    private static LongSupplier checkouts(String url, SessionReset reset, Function<Connection, Mono<Void>> work) {
        Engine engine = Engine.create(
                url,
                EngineOptions.DEFAULT.withPool(
                        PoolOptions.DEFAULT.withMaxSize(1).withReset(reset)));
        ENGINES.add(engine);
        return () -> {
            long start = System.nanoTime();
            for (int checkout = 0; checkout < CHECKOUTS; checkout++) {
                engine.connect(work).block();
            }
            return System.nanoTime() - start;
        };
    }

    private static Mono<Void> untyped(Connection connection) {
        return connection.execute(TEXT).all().then();
    }

    private static Mono<Void> discarded(Connection connection) {
        return untyped(connection)
                .then(connection.execute(text("DISCARD ALL")).all().then());
    }

    private static Mono<Void> typed(Connection connection) {
        return connection.execute(TYPED).all().then();
    }

    private static double median(long[] values) {
        return LongStream.of(Arrays.copyOf(values, values.length))
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElse(1);
    }
}
