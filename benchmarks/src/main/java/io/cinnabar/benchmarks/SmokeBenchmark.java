package io.cinnabar.benchmarks;

import static io.cinnabar.sql.Sql.text;

import io.cinnabar.core.Engine;
import io.cinnabar.schema.MetaData;
import io.cinnabar.tests.support.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cinnabar against the same by hand on the driver, side by side in one run: {@code mvn -q -pl benchmarks -am compile
 * exec:java}. Prints the ratio of the medians; below 1 Cinnabar is faster. The argument is a PostgreSQL URL; without
 * one a server is started.
 */
public final class SmokeBenchmark {
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
        var comparison = new Comparison<>(
                contenders, Contender::name, contender -> contender.close().block());
        comparison.add("W1  get by key, one after the other × " + GETS, SmokeBenchmark::gets);
        comparison.add(
                "W2  read 100 rows × 50",
                contender -> IntStream.range(0, 50)
                        .mapToLong(round -> size(contender.read(100).block()))
                        .sum());
        comparison.add(
                "W2b read 10,000 rows", contender -> size(contender.read(ROWS).block()));
        comparison.add(
                "W3  insert 1,000 rows, ids returned",
                contender -> size(contender.insert(authors(1_000)).block()));
        comparison.run();
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
