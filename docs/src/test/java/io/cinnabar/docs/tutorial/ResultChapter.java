package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.Result;
import io.cinnabar.dialect.Capability;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Chapter 5. */
abstract class ResultChapter extends Chapter {

    ResultChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void isCold() {
        // tag::cold
        Mono<Long> work = engine.connect(connection -> {
            Result<Row1<Long>> result = connection.execute(countUsers); // nothing has been sent
            return result.one()
                    .map(row -> row.v1())
                    .zipWith(connection
                            .execute(insert(users).set(users.name, "gary"))
                            .rowsUpdated())
                    .then(result.one().map(row -> row.v1())); // executed again
        });
        System.out.println(work.block());
        // end::cold
        shows("cold");
    }

    @Test
    void checksTheNumberOfRows() {
        try {
            // tag::one
            engine.connect(connection -> connection.execute(select(users)).one())
                    .block();
            // end::one
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        shows("one");
    }

    @Test
    void reads() {
        // tag::typed
        Row2<Long, String> row = engine.connect(connection -> connection
                        .execute(select(users.id, users.name).where(users.name.eq("sandy")))
                        .one())
                .block();
        long id = row.v1();
        String name = row.v2();
        System.out.println(id + " " + name);
        // end::typed
        shows("typed");

        // tag::access
        System.out.println(row.get(users.name)); // by column: String
        System.out.println(row.get("name", String.class)); // by name
        System.out.println(row.get(0)); // by position, from 0: Object
        System.out.println(row.names() + " " + row.toMap());
        // end::access
        shows("access");
        try {
            // tag::missing
            row.get(users.fullname);
            // end::missing
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        shows("missing");
    }

    // tag::view
    record UserView(long id, String name) {}

    record Person(String name, String fullname) {}
    // end::view

    @Test
    void maps() {
        // tag::to
        List<UserView> views = engine.connectMany(connection -> connection
                        .execute(select(users.id, users.name).orderBy(users.id).limit(2))
                        .map(row -> row.to(UserView::new))
                        .all())
                .collectList()
                .block();
        System.out.println(views);
        // end::to
        shows("to");

        // tag::into
        Person sandy = engine.connect(connection -> connection
                        .execute(select(users).where(users.name.eq("sandy")))
                        .into(Person.class)
                        .one())
                .block();
        System.out.println(sandy);
        // end::into
        shows("into");

        // tag::mappings
        Map<String, Object> map = engine.connect(connection -> connection
                        .execute(select(users).where(users.name.eq("patrick")))
                        .mappings()
                        .one())
                .block();
        System.out.println(map);
        // end::mappings
        shows("mappings");
    }

    @Test
    void takesSingleValues() {
        // tag::scalar
        Mono<String> fullname = engine.connect(
                connection -> connection.scalar(select(users.fullname).where(users.name.eq("patrick"))));
        System.out.println(fullname.blockOptional());
        // end::scalar
        shows("scalar");

        try {
            // tag::scalars
            engine.connectMany(connection -> connection.scalars(select(users.fullname)))
                    .blockLast();
            // end::scalars
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        shows("scalars");

        // tag::nullable
        List<Optional<String>> fullnames = engine.connectMany(connection -> connection
                        .execute(select(users.fullname).orderBy(users.id))
                        .map(row -> Optional.ofNullable(row.v1()))
                        .all())
                .collectList()
                .block();
        System.out.println(fullnames);
        // end::nullable
        shows("nullable");
    }

    @Test
    void takesColumnsAndKeepsRows() {
        // tag::columns
        Flux<Row> names = engine.connectMany(connection -> connection
                .execute(select(users.id, users.name, users.fullname).orderBy(users.id))
                .columns(users.name)
                .all());
        System.out.println(names.map(Row::values).collectList().block());
        // end::columns
        shows("columns");

        // tag::freeze
        Result<String> frozen = engine.connect(connection -> connection
                        .execute(select(users.name).orderBy(users.name))
                        .map(row -> row.v1())
                        .freeze())
                .block();
        System.out.println(
                frozen.first().block() + " of " + frozen.rowsUpdated().block());
        // end::freeze
        shows("freeze");

        // tag::merge
        Flux<String> both = engine.connectMany(connection -> connection
                .execute(select(users.name).where(users.name.eq("sandy")))
                .merge(connection.execute(select(users.name).where(users.name.eq("patrick"))))
                .map(row -> row.v1())
                .all());
        System.out.println(both.collectList().block());
        // end::merge
        shows("merge");
    }

    @Test
    void groups() {
        // tag::partitions
        Flux<List<Long>> portions = engine.connectMany(connection -> connection
                .execute(select(users.id).orderBy(users.id))
                .map(row -> row.v1())
                .partitions(2));
        System.out.println(portions.collectList().block());
        // end::partitions
        shows("partitions");

        // tag::unique
        Mono<Long> domains = engine.connect(connection ->
                connection.execute(select(addresses.userId)).unique().all().count());
        System.out.println(domains.block());
        // end::unique
        shows("unique");
    }

    @Test
    void asksForRows() {
        // tag::backpressure
        Flux<String> names = engine.connectMany(connection -> connection
                .execute(select(users.name).orderBy(users.id))
                .map(row -> row.v1())
                .all()
                .limitRate(1)); // asks for one row at a time
        System.out.println(names.collectList().block());
        // end::backpressure
        shows("backpressure");
    }

    @Test
    void nests() {
        // tag::nested
        Flux<String> lines = engine.connectMany(connection -> connection
                .execute(select(users.id, users.name).orderBy(users.id))
                .all()
                .concatMap(user -> connection
                        .scalar(select(count()).from(addresses).where(addresses.userId.eq(user.v1())))
                        .map(n -> user.v2() + " has " + n)));
        System.out.println(lines.collectList().block());
        // end::nested
        shows("nested");
    }

    @Test
    void bounds() {
        // tag::bound
        Engine small = Engine.create(url, EngineOptions.DEFAULT.withMaxBufferedRows(1));
        // end::bound
        Flux<Long> work = small.connectMany(
                connection -> connection.execute(bigger()).all().concatMap(row -> connection.scalar(countUsers), 1));
        Throwable failure =
                work.then(Mono.<Throwable>empty()).onErrorResume(Mono::just).block(DEADLINE);
        showsText("bound", failure.getMessage());
        small.close().block(DEADLINE);
    }

    private Select<Row2<Long, Long>> bigger() {
        Users first = users.as("first", Users::new);
        Users second = users.as("second", Users::new);
        return select(users.id, first.id).from(users).crossJoin(first).crossJoin(second);
    }

    @Test
    void streams() {
        // tag::stream
        Mono<Long> rows = engine.connect(connection ->
                connection.stream(select(users.id, users.name), 500).count());
        System.out.println(rows.block());
        // end::stream
        shows("stream");

        try {
            // tag::stream-second
            engine.connectMany(connection ->
                            connection.stream(select(users), 1).concatMap(user -> connection.scalar(countUsers)))
                    .blockLast();
            // end::stream-second
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        shows("stream-second");
    }

    @Test
    void interleaves() {
        assumeTrue(engine.dialect().supports(Capability.SERVER_CURSORS));
        // tag::cursor
        Mono<Long> changed = engine.begin(connection -> connection
                .execute(select(users.id, users.name)
                        .option(ExecutionOptions.SERVER_CURSOR, true)
                        .option(ExecutionOptions.FETCH_SIZE, 500))
                .all()
                .concatMap(user -> connection
                        .execute(update(users)
                                .set(users.fullname, user.v2() + " of Bikini Bottom")
                                .where(users.id.eq(user.v1())))
                        .rowsUpdated())
                .reduce(0L, Long::sum));
        System.out.println(changed.block());
        // end::cursor
        shows("cursor");
    }

    @Test
    void stopsEarly() {
        // tag::first
        Mono<String> first = engine.connect(connection -> connection
                .execute(select(users.name).orderBy(users.name))
                .first()
                .map(row -> row.v1()));
        System.out.println(first.block());
        // end::first
        shows("first");
    }

    @Test
    void readsUntyped() {
        // tag::untyped
        Row row = engine.connect(connection ->
                        connection.execute(select(users).orderBy(users.id)).first())
                .block();
        String name = row.get(users.name);
        System.out.println(name + " of " + row);
        // end::untyped
        shows("untyped");
        assertThat(row.size()).isEqualTo(3);
    }
}
