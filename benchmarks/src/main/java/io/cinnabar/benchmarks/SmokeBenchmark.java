package io.cinnabar.benchmarks;

import static io.cinnabar.sql.Sql.text;

import io.cinnabar.core.Engine;
import io.cinnabar.schema.MetaData;
import io.cinnabar.tests.support.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cinnabar against the same by hand on the driver, side by side in one run: {@code mvn -q -pl benchmarks -am compile
 * exec:java}. Prints the ratio of the medians; below 1 Cinnabar is faster. The argument is a PostgreSQL URL; without
 * one a server is started.
 */
public final class SmokeBenchmark {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 15;
    private static final int ROWS = 10_000;
    private static final int GETS = 2_000;

    private SmokeBenchmark() {}

    /** Runs the workloads. */
    public static void main(String[] arguments) {
        String url =
                arguments.length > 0 ? arguments[0] : TestDatabase.postgres().createDatabase();
        Engine engine = Engine.create(url);
        var authors = new Authors(new MetaData());
        engine.connect(connection -> connection.createAll(authors.metadata())).block();
        List<Contender> contenders = List.of(new ByHand(url), new WithCinnabar(engine, authors));
        contenders.get(1).insert(authors(ROWS)).block();
        engine.connect(connection -> connection.execute(text("analyze author")).rowsUpdated())
                .block();
        Map<String, ToLongFunction<Contender>> workloads = new LinkedHashMap<>();
        workloads.put("W1  get by key, one after the other × " + GETS, contender -> gets(contender));
        workloads.put(
                "W2  read 100 rows × 50",
                contender -> IntStream.range(0, 50)
                        .mapToLong(round -> size(contender.read(100).block()))
                        .sum());
        workloads.put(
                "W2b read 10,000 rows", contender -> size(contender.read(ROWS).block()));
        workloads.put(
                "W3  insert 1,000 rows, ids returned",
                contender -> size(contender.insert(authors(1_000)).block()));
        System.out.printf(
                "%-44s %10s %10s %7s%n", "workload (median of " + ROUNDS + ")", "by hand", "Cinnabar", "ratio");
        workloads.forEach((name, workload) -> compare(name, workload, contenders));
        contenders.forEach(contender -> contender.close().block());
    }

    private static long gets(Contender contender) {
        long ages = 0;
        for (int index = 0; index < GETS; index++) {
            Contender.Author author = contender.get(1 + index % ROWS).block();
            ages += author == null ? 0 : author.age();
        }
        return ages;
    }

    private static long size(@Nullable List<?> rows) {
        return rows == null ? 0 : rows.size();
    }

    private static void compare(String name, ToLongFunction<Contender> workload, List<Contender> contenders) {
        Map<Contender, List<Long>> times = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) { // the first rounds warm up
            for (Contender contender : contenders) {
                long start = System.nanoTime();
                long result = workload.applyAsLong(contender);
                long elapsed = System.nanoTime() - start;
                if (result <= 0) {
                    throw new IllegalStateException(contender.name() + " did nothing in " + name);
                }
                if (round >= 0) {
                    times.computeIfAbsent(contender, key -> new ArrayList<>()).add(elapsed);
                }
            }
        }
        double byHand = median(times.getOrDefault(contenders.get(0), List.of()));
        double cinnabar = median(times.getOrDefault(contenders.get(1), List.of()));
        System.out.printf("%-44s %7.2f ms %7.2f ms %7.2f%n", name, byHand / 1e6, cinnabar / 1e6, cinnabar / byHand);
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
    }

    private static List<Contender.Author> authors(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Contender.Author(
                        0,
                        "author " + number,
                        "author" + number + "@example.org",
                        20 + number % 60,
                        Instant.ofEpochSecond(1_700_000_000L + number).atOffset(ZoneOffset.UTC),
                        number % 2 == 0,
                        number / 7.0,
                        "wrote " + number + " books and a half, mostly about databases"))
                .toList();
    }
}
