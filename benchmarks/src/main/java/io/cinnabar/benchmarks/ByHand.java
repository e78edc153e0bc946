package io.cinnabar.benchmarks;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a careful programmer writes on the driver and its pool. */
final class ByHand implements Contender {
    private static final String COLUMNS = "id, name, email, age, created_at, active, score, bio";

    private final ConnectionPool pool;

    ByHand(String url) {
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
    public Mono<List<Long>> insert(List<Author> authors) {
        return Mono.usingWhen(
                pool.create(),
                connection -> {
                    Statement statement = connection
                            .createStatement("insert into author (name, email, age, created_at, active, score, bio)"
                                    + " values ($1, $2, $3, $4, $5, $6, $7)")
                            .returnGeneratedValues("id");
                    for (int index = 0; index < authors.size(); index++) {
                        if (index > 0) {
                            statement.add();
                        }
                        bind(statement, authors.get(index));
                    }
                    return Mono.from(connection.beginTransaction())
                            .thenMany(Flux.from(statement.execute())
                                    .concatMap(result -> result.map(row -> row.get(0, Long.class))))
                            .collectList()
                            .flatMap(ids ->
                                    Mono.from(connection.commitTransaction()).thenReturn(ids));
                },
                connection -> connection.close());
    }

    private static void bind(Statement statement, Author author) {
        statement
                .bind(0, author.name())
                .bind(1, author.email())
                .bind(2, author.age())
                .bind(3, author.createdAt())
                .bind(4, author.active())
                .bind(5, author.score())
                .bind(6, author.bio());
    }

    @Override
    public Mono<Author> get(long id) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Flux.from(connection
                                .createStatement("select " + COLUMNS + " from author where id = $1")
                                .bind(0, id)
                                .execute())
                        .concatMap(result -> result.map(ByHand::author))
                        .single(),
                connection -> connection.close());
    }

    @Override
    public Mono<List<Author>> read(int count) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Flux.from(connection
                                .createStatement("select " + COLUMNS + " from author order by id limit $1")
                                .bind(0, count)
                                .execute())
                        .concatMap(result -> result.map(ByHand::author))
                        .collectList(),
                connection -> connection.close());
    }

    @SuppressWarnings("NullAway") // the columns are NOT NULL
    private static Author author(Readable row) {
        return new Author(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, Integer.class),
                row.get(4, OffsetDateTime.class),
                row.get(5, Boolean.class),
                row.get(6, Double.class),
                row.get(7, String.class));
    }

    @Override
    public Mono<Void> close() {
        return pool.disposeLater();
    }
}
