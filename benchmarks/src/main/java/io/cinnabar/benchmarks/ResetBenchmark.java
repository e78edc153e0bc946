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
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What it costs to put a session back before the next user gets its connection: {@code mvn -q -pl benchmarks -am
 * compile exec:java -Dcinnabar.benchmark=reset}. Prints the ratio of the medians to a pool that resets nothing. The
 * argument is a PostgreSQL URL; without one a server is started.
 */
public final class ResetBenchmark {
    private static final int ROUNDS = 11;
    private static final int WARM_UP = 5;
    private static final int CHECKOUTS = 1_500;
    private static final int STATEMENTS = 10;
    private static final TextStatement<Row1<Integer>> TEXT = text("SELECT 1").columns(Types.INTEGER);
    private static final Select<Row1<Integer>> TYPED = select(literal(1));

    private ResetBenchmark() {}

    /** Runs the workloads. */
    public static void main(String[] arguments) {
        String url =
                arguments.length > 0 ? arguments[0] : TestDatabase.postgres().createDatabase();
        Map<SessionReset, Engine> engines = new EnumMap<>(SessionReset.class);
        for (SessionReset reset : SessionReset.values()) {
            PoolOptions pool = PoolOptions.DEFAULT.withMaxSize(1).withReset(reset);
            engines.put(reset, Engine.create(url, EngineOptions.DEFAULT.withPool(pool)));
        }
        Map<String, Function<Connection, Mono<Long>>> workloads = new LinkedHashMap<>();
        workloads.put("text statement", connection -> sum(connection.scalar(TEXT), 1));
        workloads.put("typed statement", connection -> sum(connection.scalar(TYPED), 1));
        workloads.put(
                "transaction of " + STATEMENTS + " text statements",
                connection -> connection.begin(inner -> sum(inner.scalar(TEXT), STATEMENTS)));
        workloads.put(
                "transaction of " + STATEMENTS + " typed statements",
                connection -> connection.begin(inner -> sum(inner.scalar(TYPED), STATEMENTS)));
        System.out.printf(
                "%-38s %11s %7s %13s %7s%n",
                CHECKOUTS + " checkouts (median of " + ROUNDS + ")", "NEVER each", "NEVER", "WHEN_TOUCHED", "ALWAYS");
        workloads.forEach((name, work) -> compare(name, work, engines));
        engines.values().forEach(engine -> engine.close().block());
    }

    private static Mono<Long> sum(Mono<Integer> one, int times) {
        return Flux.range(0, times).concatMap(number -> one).count();
    }

    private static void compare(String name, Function<Connection, Mono<Long>> work, Map<SessionReset, Engine> engines) {
        Map<SessionReset, List<Long>> times = new EnumMap<>(SessionReset.class);
        for (int round = -WARM_UP; round < ROUNDS; round++) { // the first rounds warm up
            for (Map.Entry<SessionReset, Engine> contender : engines.entrySet()) {
                long elapsed = elapsed(contender.getValue(), work);
                if (round >= 0) {
                    times.computeIfAbsent(contender.getKey(), key -> new ArrayList<>())
                            .add(elapsed);
                }
            }
        }
        double reference = median(times, SessionReset.NEVER);
        System.out.printf(
                "%-38s %8.1f µs %7.2f %13.2f %7.2f%n",
                name,
                reference / 1e3 / CHECKOUTS,
                1.0,
                median(times, SessionReset.WHEN_TOUCHED) / reference,
                median(times, SessionReset.ALWAYS) / reference);
    }

    private static long elapsed(Engine engine, Function<Connection, Mono<Long>> work) {
        long done = 0;
        long start = System.nanoTime();
        for (int checkout = 0; checkout < CHECKOUTS; checkout++) {
            Long answers = engine.connect(work).block();
            done += answers == null ? 0 : answers;
        }
        long elapsed = System.nanoTime() - start;
        if (done < CHECKOUTS) {
            throw new IllegalStateException("The database did not answer each statement.");
        }
        return elapsed;
    }

    private static double median(Map<SessionReset, List<Long>> times, SessionReset reset) {
        List<Long> measured = times.getOrDefault(reset, List.of());
        return measured.stream().sorted().skip(measured.size() / 2).findFirst().orElse(1L);
    }
}
