package io.cinnabar.benchmarks.orm;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a careful programmer writes on the driver and its pool, with objects of the same classes. */
final class WithDriver implements OrmContender {
    private static final String WRITER =
            "select id, name, email, age, created_at, active, score, bio from writer where id = $1";
    private static final String WRITERS =
            "select id, name, email, age, created_at, active, score, bio from writer where id <= $1 order by id";
    private static final String WORKS =
            "select id, title, price, published, pages, writer_id, house_id from work where writer_id = any($1)";

    private final ConnectionPool pool;

    WithDriver(String url) {
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(url))
                .maxSize(10)
                .initialSize(1)
                .build());
    }

    @Override
    public String name() {
        return "by hand";
    }

    @Override
    public Mono<Long> get(long id) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Flux.from(
                                connection.createStatement(WRITER).bind(0, id).execute())
                        .concatMap(result -> result.map(WithDriver::writer))
                        .single()
                        .map(writer -> (long) writer.age),
                Connection::close);
    }

    @Override
    public Mono<Long> read(int count) {
        return Mono.usingWhen(
                pool.create(), connection -> writers(connection, count).map(Writer::ages), Connection::close);
    }

    @Override
    public Mono<Long> insert(int count) {
        return inTransaction(connection -> {
            Statement statement = connection
                    .createStatement("insert into writer (name, email, age, created_at, active, score, bio)"
                            + " values ($1, $2, $3, $4, $5, $6, $7)")
                    .returnGeneratedValues("id");
            List<Writer> writers =
                    IntStream.range(0, count).mapToObj(WithSessions::writer).toList();
            for (int index = 0; index < count; index++) {
                Writer writer = writers.get(index);
                statement
                        .bind(0, writer.name)
                        .bind(1, writer.email)
                        .bind(2, writer.age)
                        .bind(3, writer.createdAt)
                        .bind(4, writer.active)
                        .bind(5, writer.score)
                        .bind(6, writer.bio);
                if (index < count - 1) {
                    statement.add();
                }
            }
            return Flux.from(statement.execute())
                    .concatMap(result -> result.map(row -> longOf(row, 0)))
                    .reduce(0L, Long::sum);
        });
    }

    @Override
    public Mono<Long> change(int writers) {
        return inTransaction(connection -> load(connection, writers).flatMap(works -> {
            Statement statement = connection.createStatement("update work set pages = $1 where id = $2");
            int left = works.size();
            for (Work work : works.keySet()) {
                work.pages++;
                statement.bind(0, work.pages).bind(1, work.id == null ? 0 : work.id);
                left--;
                if (left > 0) {
                    statement.add();
                }
            }
            return Flux.from(statement.execute())
                    .concatMap(result -> result.getRowsUpdated())
                    .reduce(0L, Long::sum);
        }));
    }

    @Override
    public Mono<Long> graph(int writers) {
        return Mono.usingWhen(
                pool.create(),
                connection -> load(connection, writers)
                        .flatMap(works -> houses(connection, works).thenReturn(works))
                        .map(works -> works.keySet().stream()
                                .mapToLong(work -> work.house == null ? 0 : work.house.name.length())
                                .sum()),
                Connection::close);
    }

    private static Mono<List<Writer>> writers(Connection connection, int count) {
        return Flux.from(connection
                        .createStatement(WRITERS)
                        .bind(0, (long) count)
                        .execute())
                .concatMap(result -> result.map(WithDriver::writer))
                .collectList();
    }

    private static Mono<Map<Work, Long>> load(Connection connection, int count) {
        return writers(connection, count).flatMap(writers -> {
            Map<Long, Writer> byId = new HashMap<>();
            writers.forEach(writer -> byId.put(writer.id == null ? 0 : writer.id, writer));
            return Flux.from(connection
                            .createStatement(WORKS)
                            .bind(0, byId.keySet().toArray(Long[]::new))
                            .execute())
                    .concatMap(result -> result.map(row -> Map.entry(work(row, byId), longOf(row, 6))))
                    .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new);
        });
    }

    private static Mono<Void> houses(Connection connection, Map<Work, Long> works) {
        Long[] keys = works.values().stream().distinct().toArray(Long[]::new);
        return Flux.from(connection
                        .createStatement("select id, name from house where id = any($1)")
                        .bind(0, keys)
                        .execute())
                .concatMap(result -> result.map(WithDriver::house))
                .collectMap(house -> house.id == null ? 0L : house.id)
                .doOnNext(houses -> works.forEach((work, house) -> work.house = houses.get(house)))
                .then();
    }

    @SuppressWarnings("NullAway") // the columns are NOT NULL
    private static long longOf(Readable row, int index) {
        return row.get(index, Long.class);
    }

    @SuppressWarnings("NullAway") // the columns are NOT NULL
    private static Writer writer(Readable row) {
        var writer = new Writer();
        writer.id = row.get(0, Long.class);
        writer.name = row.get(1, String.class);
        writer.email = row.get(2, String.class);
        writer.age = row.get(3, Integer.class);
        writer.createdAt = row.get(4, OffsetDateTime.class);
        writer.active = row.get(5, Boolean.class);
        writer.score = row.get(6, Double.class);
        writer.bio = row.get(7, String.class);
        return writer;
    }

    @SuppressWarnings("NullAway") // the columns are NOT NULL
    private static Work work(Readable row, Map<Long, Writer> writers) {
        var work = new Work();
        work.id = row.get(0, Long.class);
        work.title = row.get(1, String.class);
        work.price = row.get(2, BigDecimal.class);
        work.published = row.get(3, LocalDate.class);
        work.pages = row.get(4, Integer.class);
        work.writer = writers.get(row.get(5, Long.class));
        work.writer.works.add(work);
        return work;
    }

    @SuppressWarnings("NullAway") // the columns are NOT NULL
    private static House house(Readable row) {
        var house = new House();
        house.id = row.get(0, Long.class);
        house.name = row.get(1, String.class);
        return house;
    }

    private <T> Mono<T> inTransaction(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Mono.from(connection.beginTransaction())
                        .then(work.apply(connection))
                        .flatMap(result ->
                                Mono.from(connection.commitTransaction()).thenReturn(result)),
                (Function<Connection, Publisher<?>>) Connection::close);
    }

    @Override
    public Mono<Void> close() {
        return pool.disposeLater();
    }
}
