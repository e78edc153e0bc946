package io.cinnabar.benchmarks.orm;

import io.cinnabar.benchmarks.Comparison;
import io.cinnabar.core.Engine;
import io.cinnabar.tests.support.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import reactor.core.publisher.Mono;

/**
 * Sessions against the same by hand on the driver, side by side in one run: {@code mvn -q -pl benchmarks -am compile
 * exec:java -Dcinnabar.benchmark=orm}. Prints the ratio of the medians; below 1 Cinnabar is faster. The argument is a
 * PostgreSQL URL; without one, or with "-", a server is started. Further arguments name the workloads to run.
 */
public final class OrmBenchmark {
    private static final int WRITERS = 10_000;
    private static final int GETS = 1_000;
    private static final int WITH_WORKS = 1_000;
    private static final int WORKS_EACH = 10;
    private static final int HOUSES = 50;

    private OrmBenchmark() {}

    /** Runs the workloads. */
    public static void main(String[] arguments) {
        String url = arguments.length > 0 && !arguments[0].equals("-")
                ? arguments[0]
                : TestDatabase.postgres().createDatabase();
        Engine engine = Engine.create(url);
        var sessions = new WithSessions(engine);
        fill(engine, sessions);
        var comparison = new Comparison<OrmContender>(
                List.of(new WithDriver(url), sessions),
                OrmContender::name,
                contender -> contender.close().block());
        comparison.add("W1  get by key, one after the other × " + GETS, OrmBenchmark::gets);
        comparison.add(
                "W2  read 100 objects × 50",
                contender -> IntStream.range(0, 50)
                        .mapToLong(round -> done(contender.read(100)))
                        .sum());
        comparison.add("W2b read 10,000 objects", contender -> done(contender.read(WRITERS)));
        comparison.add("W3  insert 1,000 objects, ids returned", contender -> done(contender.insert(1_000)));
        comparison.add("W4  load 100 + 1,000, update 1,000", contender -> done(contender.change(100)));
        comparison.add("W5  graph: 200, 2,000, their houses", contender -> done(contender.graph(200)));
        comparison.run(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
    }

    private static long done(Mono<Long> work) {
        Long result = work.block();
        return result == null ? 0 : result;
    }

    private static long gets(OrmContender contender) {
        return LongStream.rangeClosed(1, GETS)
                .map(id -> done(contender.get(id)))
                .sum();
    }

    private static void fill(Engine engine, WithSessions contender) {
        engine.connect(connection ->
                        connection.createAll(contender.sessions().mappings().metadata()))
                .block();
        contender
                .sessions()
                .withTransaction(session -> {
                    List<House> houses = IntStream.range(0, HOUSES)
                            .mapToObj(OrmBenchmark::house)
                            .toList();
                    session.addAll(houses);
                    for (int number = 0; number < WRITERS; number++) {
                        Writer writer = WithSessions.writer(number);
                        for (int count = 0; number < WITH_WORKS && count < WORKS_EACH; count++) {
                            writer.works.add(work(writer, houses.get((number + count) % HOUSES), count));
                        }
                        session.add(writer);
                    }
                    return Mono.empty();
                })
                .block();
        engine.connect(connection ->
                        connection.execute(io.cinnabar.sql.Sql.text("analyze")).rowsUpdated())
                .block();
    }

    private static House house(int number) {
        var house = new House();
        house.name = "house " + number;
        return house;
    }

    private static Work work(Writer writer, House house, int number) {
        var work = new Work();
        work.title = "book " + number + " of " + writer.name;
        work.price = BigDecimal.valueOf(999 + number, 2);
        work.published = LocalDate.of(2000, 1, 1).plusDays(number);
        work.pages = 100 + number;
        work.writer = writer;
        work.house = house;
        return work;
    }
}
