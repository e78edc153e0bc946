package io.cinnabar.benchmarks;

import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Engine;
import io.cinnabar.sql.Row8;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import java.time.OffsetDateTime;
import java.util.List;
import reactor.core.publisher.Mono;

/** The workloads as a program on Cinnabar writes them. */
final class WithCinnabar implements Contender {
    private final Engine engine;
    private final Authors authors;
    private final Select<Row8<Long, String, String, Integer, OffsetDateTime, Boolean, Double, String>> all;

    WithCinnabar(Engine engine, Authors authors) {
        this.engine = engine;
        this.authors = authors;
        this.all = select(
                authors.id,
                authors.name,
                authors.email,
                authors.age,
                authors.createdAt,
                authors.active,
                authors.score,
                authors.bio);
    }

    @Override
    public String name() {
        return "Cinnabar";
    }

    @Override
    public Mono<List<Long>> insert(List<Author> rows) {
        return engine.begin(connection -> connection
                .executeMany(
                        Sql.insert(authors).returning(authors.id),
                        rows,
                        (row, author) -> row.set(authors.name, author.name())
                                .set(authors.email, author.email())
                                .set(authors.age, author.age())
                                .set(authors.createdAt, author.createdAt())
                                .set(authors.active, author.active())
                                .set(authors.score, author.score())
                                .set(authors.bio, author.bio()))
                .map(row -> row.v1())
                .all()
                .collectList());
    }

    @Override
    public Mono<Author> get(long id) {
        return engine.connect(connection -> connection
                .execute(all.where(authors.id.eq(id)))
                .map(row -> row.to(Author::new))
                .one());
    }

    @Override
    public Mono<List<Author>> read(int count) {
        return engine.connect(connection -> connection
                .execute(all.orderBy(authors.id).limit(count))
                .map(row -> row.to(Author::new))
                .all()
                .collectList());
    }

    @Override
    public Mono<Void> close() {
        return engine.close();
    }
}
