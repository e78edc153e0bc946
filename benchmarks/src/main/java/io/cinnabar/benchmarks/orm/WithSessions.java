package io.cinnabar.benchmarks.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Engine;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.sql.Select;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** The workloads as a program with sessions writes them. */
final class WithSessions implements OrmContender {
    private final Engine engine;
    private final SessionFactory sessions;

    WithSessions(Engine engine) {
        this.engine = engine;
        this.sessions = SessionFactory.create(engine, Mappings.of(Writer.class, Work.class, House.class));
    }

    SessionFactory sessions() {
        return sessions;
    }

    @Override
    public String name() {
        return "Cinnabar";
    }

    @Override
    public Mono<Long> get(long id) {
        return sessions.withSession(session -> session.get(Writer.class, id)).map(writer -> (long) writer.age);
    }

    @Override
    public Mono<Long> read(int count) {
        return sessions.withSession(
                        session -> session.execute(first(count)).all().collectList())
                .map(Writer::ages);
    }

    @Override
    public Mono<Long> insert(int count) {
        List<Writer> writers =
                IntStream.range(0, count).mapToObj(WithSessions::writer).toList();
        return sessions.withTransaction(session -> {
                    session.addAll(writers);
                    return session.flush();
                })
                .then(Mono.fromSupplier(() -> writers.stream()
                        .mapToLong(writer -> writer.id == null ? 0 : writer.id)
                        .sum()));
    }

    static Writer writer(int number) {
        var writer = new Writer();
        writer.name = "author " + number;
        writer.email = "author" + number + "@example.org";
        writer.age = 20 + number % 60;
        writer.createdAt = Instant.ofEpochSecond(1_700_000_000L + number).atOffset(ZoneOffset.UTC);
        writer.active = number % 2 == 0;
        writer.score = number / 7.0;
        writer.bio = "wrote " + number + " books and a half, mostly about databases";
        return writer;
    }

    @Override
    public Mono<Long> change(int writers) {
        return sessions.withTransaction(session -> session.execute(first(writers, selectInLoad(Writer_.works)))
                .all()
                .flatMapIterable(writer -> writer.works)
                .doOnNext(work -> work.pages++)
                .count());
    }

    private static Select<Writer> first(int writers, RelationshipLoad<?>... loads) {
        return select(Writer.class)
                .where(Writer_.id.le((long) writers))
                .orderBy(Writer_.id)
                .options(loads);
    }

    @Override
    public Mono<Long> graph(int writers) {
        return sessions.withSession(session -> session.execute(
                        first(writers, selectInLoad(Writer_.works).with(selectInLoad(Work_.house))))
                .all()
                .flatMapIterable(writer -> writer.works)
                .reduce(0L, (sum, work) -> sum + (work.house == null ? 0 : work.house.name.length())));
    }

    @Override
    public Mono<Void> close() {
        return engine.close();
    }
}
