package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.blocking.BlockingResult;
import io.cinnabar.dialect.Capability;
import io.cinnabar.docs.Shown;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Chapter 5 in the blocking form, which prints what its page shows. */
abstract class BlockingResultChapter extends Chapter {
    private final BlockingEngine blocking;

    BlockingResultChapter(TestDatabaseUrl database) {
        super(database);
        this.blocking = BlockingEngine.of(engine);
    }

    private void showsAsReactively(String tag) {
        Shown.check("ResultChapter." + tag, printed());
    }

    @Test
    void isExecutedWhenItIsAsked() {
        blocking.connect(connection -> {
            BlockingResult<Row1<Long>> result = connection.execute(countUsers);
            result.one();
            connection.execute(insert(users).set(users.name, "gary"));
            System.out.println(result.one().v1());
            return null;
        });
        showsAsReactively("cold");
    }

    @Test
    void checksTheNumberOfRows() {
        try {
            blocking.connect(connection -> connection.execute(select(users)).one());
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        showsAsReactively("one");
    }

    @Test
    void reads() {
        Row2<Long, String> row = blocking.connect(connection -> connection
                .execute(select(users.id, users.name).where(users.name.eq("sandy")))
                .one());
        System.out.println(row.v1() + " " + row.v2());
        showsAsReactively("typed");
    }

    record UserView(long id, String name) {}

    record Person(String name, String fullname) {}

    @Test
    void maps() {
        blocking.connect(connection -> {
            List<UserView> views = connection
                    .execute(select(users.id, users.name).orderBy(users.id).limit(2))
                    .map(row -> row.to(UserView::new))
                    .all();
            System.out.println(views);
            showsAsReactively("to");
            System.out.println(connection
                    .execute(select(users).where(users.name.eq("sandy")))
                    .into(Person.class)
                    .one());
            showsAsReactively("into");
            System.out.println(connection
                    .execute(select(users).where(users.name.eq("patrick")))
                    .mappings()
                    .one());
            showsAsReactively("mappings");
            return null;
        });
    }

    @Test
    void takesSingleValues() {
        Optional<String> fullname = blocking.connect(
                connection -> connection.scalar(select(users.fullname).where(users.name.eq("patrick"))));
        System.out.println(fullname);
        showsAsReactively("scalar");
        try {
            blocking.<List<String>>connect(connection -> connection.scalars(select(users.fullname)));
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        showsAsReactively("scalars");
    }

    @Test
    void takesColumnsAndKeepsRows() {
        blocking.connect(connection -> {
            System.out.println(connection
                    .execute(select(users.id, users.name, users.fullname).orderBy(users.id))
                    .columns(users.name)
                    .map(Row::values)
                    .all());
            showsAsReactively("columns");
            BlockingResult<String> frozen = connection
                    .execute(select(users.name).orderBy(users.name))
                    .map(row -> row.v1())
                    .freeze();
            System.out.println(frozen.first().orElseThrow() + " of " + frozen.rowsUpdated());
            showsAsReactively("freeze");
            System.out.println(connection
                    .execute(select(users.name).where(users.name.eq("sandy")))
                    .merge(connection.execute(select(users.name).where(users.name.eq("patrick"))))
                    .map(row -> row.v1())
                    .all());
            showsAsReactively("merge");
            return null;
        });
    }

    @Test
    void groups() {
        blocking.connect(connection -> {
            try (Stream<List<Long>> portions = connection
                    .execute(select(users.id).orderBy(users.id))
                    .map(row -> row.v1())
                    .partitions(2)) {
                System.out.println(portions.toList());
            }
            showsAsReactively("partitions");
            System.out.println(
                    connection.execute(select(addresses.userId)).unique().all().size());
            showsAsReactively("unique");
            return null;
        });
    }

    @Test
    void nests() {
        blocking.connect(connection -> {
            try (Stream<Row2<Long, String>> rows =
                    connection.execute(select(users.id, users.name).orderBy(users.id)).stream()) {
                System.out.println(rows.map(user -> user.v2() + " has "
                                + connection
                                        .<Long>scalar(
                                                select(count()).from(addresses).where(addresses.userId.eq(user.v1())))
                                        .orElseThrow())
                        .toList());
            }
            return null;
        });
        showsAsReactively("nested");
    }

    @Test
    void streams() {
        blocking.connect(connection -> {
            try (Stream<Row2<Long, String>> rows = connection.stream(select(users.id, users.name), 500)) {
                System.out.println(rows.count());
            }
            showsAsReactively("stream");
            try (Stream<Row> rows = connection.stream(select(users), 1)) {
                rows.forEach(user -> connection.scalar(countUsers));
            } catch (CinnabarException failure) {
                System.out.println(failure.getMessage());
            }
            showsAsReactively("stream-second");
            return null;
        });
    }

    @Test
    void interleaves() {
        assumeTrue(engine.dialect().supports(Capability.SERVER_CURSORS));
        System.out.println(blocking.<Long>begin(connection -> {
            try (Stream<Row2<Long, String>> rows = connection
                    .execute(select(users.id, users.name)
                            .option(ExecutionOptions.SERVER_CURSOR, true)
                            .option(ExecutionOptions.FETCH_SIZE, 500))
                    .stream()) {
                return rows.mapToLong(user -> connection
                                .execute(update(users)
                                        .set(users.fullname, user.v2() + " of Bikini Bottom")
                                        .where(users.id.eq(user.v1())))
                                .rowsUpdated())
                        .sum();
            }
        }));
        showsAsReactively("cursor");
    }

    @Test
    void stopsEarly() {
        System.out.println(blocking.<String>connect(connection -> connection
                .execute(select(users.name).orderBy(users.name))
                .first()
                .orElseThrow()
                .v1()));
        showsAsReactively("first");
    }

    @Test
    void readsUntyped() {
        Row row = blocking.connect(connection ->
                connection.execute(select(users).orderBy(users.id)).first().orElseThrow());
        System.out.println(row.get(users.name) + " of " + row);
        showsAsReactively("untyped");
    }
}
