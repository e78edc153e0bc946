package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.excluded;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.sql.Update;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Chapter 4, on changes and on text. */
abstract class ChangeChapter extends Chapter {

    ChangeChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void inserts() {
        // tag::insert
        Insert statement = insert(users).set(users.name, "gary").set(users.fullname, "Gary the Snail");

        Long rows = engine.begin(connection -> connection.execute(statement).rowsUpdated())
                .block();
        System.out.println(rows);
        // end::insert
        showsSql("insert", statement);
        shows("insert-rows");

        // tag::insert-rows
        Insert several = insert(users)
                .row(row -> row.set(users.name, "larry").set(users.fullname, "Larry the Lobster"))
                .row(row -> row.set(users.name, "pearl").set(users.fullname, upper(literal("pearl krabs"))));
        // end::insert-rows
        showsSql("several", several);
        assertThat(engine.connect(connection -> connection.execute(several).rowsUpdated())
                        .block(DEADLINE))
                .isEqualTo(2);
    }

    @Test
    void insertsFromAQuery() {
        // tag::from-select
        Insert statement = insert(addresses)
                .fromSelect(
                        List.of(addresses.userId, addresses.email),
                        select(users.id, users.name.concat("@example.net")));
        // end::from-select
        showsSql("from-select", statement);
        assertThat(engine.connect(connection -> connection.execute(statement).rowsUpdated())
                        .block(DEADLINE))
                .isEqualTo(3);
    }

    @Test
    void returnsRows() {
        // tag::returning
        Returning<Row1<Long>> statement = insert(users).set(users.name, "gary").returning(users.id);

        Long id = engine.begin(connection -> connection.scalar(statement)).block();
        System.out.println(id);
        // end::returning
        shows("returning");
        showsSql("returning-postgres", POSTGRES, statement);
        showsSql("returning-h2", H2, statement);
    }

    @Test
    void returnsKeysAndDefaults() {
        // tag::returning-key
        Returning<Row> statement = insert(users).set(users.name, "gary").returningKey();

        Long id = engine.begin(connection -> connection.execute(statement).one())
                .map(row -> row.get(users.id))
                .block();
        System.out.println(id);
        // end::returning-key
        shows("returning-key");
        showsSql("returning-key-sql", statement);

        Products products = new Products(new MetaData());
        // tag::returning-defaults
        Returning<Row> made = insert(products)
                .set(products.title, "Cinnabar, 10 g")
                .set(products.price, new Products.Cents(499))
                .returningDefaults();
        // end::returning-defaults
        showsSql("returning-defaults", made);
        assertThat(made.wanted()).isEqualTo(Returning.Wanted.DEFAULTS);
    }

    @Test
    void insertsOrUpdates() {
        // tag::upsert
        Insert upsert = insert(users)
                .set(users.id, 2L)
                .set(users.name, "sandy")
                .set(users.fullname, "Sandra Cheeks")
                .onConflict(users.id)
                .doUpdate(users.name, users.fullname);
        engine.begin(connection -> connection.execute(upsert).rowsUpdated()).block();
        // end::upsert
        showsSql("upsert-postgres", POSTGRES, upsert);
        showsSql("upsert-h2", H2, upsert);

        // tag::upsert-where
        Insert longer = insert(users)
                .set(users.id, 2L)
                .set(users.name, "sandy")
                .set(users.fullname, "Sandy Jennifer Cheeks")
                .onConflict(users.id)
                .doUpdate(update -> update.set(
                                users.fullname, users.fullname.concat(" or ").concat(excluded(users.fullname)))
                        .where(users.fullname.ne(excluded(users.fullname))));
        String fullname = engine.begin(connection -> connection.scalar(longer.returning(users.fullname)))
                .block();
        System.out.println(fullname);
        // end::upsert-where
        showsSql("upsert-where", longer);
        shows("upsert-fullname");

        // tag::upsert-nothing
        Insert ifAbsent = insert(users)
                .set(users.id, 2L)
                .set(users.name, "nobody")
                .onConflict(users.id)
                .doNothing();
        Long inserted = engine.begin(connection -> connection.execute(ifAbsent).rowsUpdated())
                .block();
        System.out.println(inserted);
        // end::upsert-nothing
        shows("upsert-nothing");
    }

    @Test
    void updatesAndDeletes() {
        // tag::update
        Update statement = update(users)
                .set(users.fullname, users.name.concat(" (unknown)"))
                .where(users.fullname.isNull());
        Long updated = engine.begin(connection -> connection.execute(statement).rowsUpdated())
                .block();
        // end::update
        showsSql("update", statement);
        assertThat(updated).isEqualTo(1);

        // tag::delete
        Returning<Row2<Long, String>> deleted = delete(users)
                .where(exists(select(addresses.id).where(addresses.userId.eq(users.id)))
                        .not())
                .returning(users.id, users.name);
        engine.beginMany(connection -> connection.execute(deleted).all())
                .doOnNext(row -> System.out.println(row))
                .blockLast();
        // end::delete
        shows("deleted");
    }

    // tag::new-user
    record NewUser(String name, String fullname) {}
    // end::new-user

    private static List<NewUser> newUsers() {
        return IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> new NewUser("user" + number, "User " + number))
                .toList();
    }

    @Test
    void insertsMany() {
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.DEBUG)) {
            // tag::many
            List<NewUser> items = newUsers(); // a thousand

            Long inserted = engine.begin(connection -> connection
                            .executeMany(
                                    insert(users),
                                    items,
                                    (row, user) ->
                                            row.set(users.name, user.name()).set(users.fullname, user.fullname()))
                            .rowsUpdated())
                    .block();
            // end::many
            assertThat(inserted).isEqualTo(1_000);
            checkLogOfMany(log.messages());
        }
    }

    @Test
    void returnsRowsOfMany() {
        // tag::many-returning
        List<Long> ids = engine.beginMany(connection -> connection
                        .executeMany(
                                insert(users).returning(users.id),
                                List.of("gary", "larry", "pearl"),
                                (row, name) -> row.set(users.name, name))
                        .map(row -> row.v1())
                        .all())
                .collectList()
                .block();
        System.out.println(ids);
        // end::many-returning
        shows("many-ids");
    }

    /** Checks the statements that were sent, which differ between databases. */
    abstract void checkLogOfMany(List<String> messages);

    @Test
    void updatesMany() {
        // tag::many-updates
        Update rename =
                update(users).set(users.fullname, param("fullname", TEXT)).where(users.name.eq(param("name", TEXT)));

        Long updated = engine.begin(connection -> connection
                        .executeMany(
                                rename,
                                List.of(
                                        Parameters.of("name", "sandy").and("fullname", "Sandra"),
                                        Parameters.of("name", "patrick").and("fullname", "Pat")))
                        .rowsUpdated())
                .block();
        System.out.println(updated);
        // end::many-updates
        shows("many-updates");
    }

    @Test
    void refusesRowsOfDifferentNames() {
        try {
            // tag::many-unequal
            engine.begin(connection -> connection
                            .executeMany(
                                    insert(users),
                                    List.of(
                                            Parameters.of(users.name, "gary"),
                                            Parameters.of(users.name, "larry").and(users.fullname, "Larry")))
                            .rowsUpdated())
                    .block();
            // end::many-unequal
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("many-unequal");
    }

    @Test
    void runsText() {
        // tag::text
        TextStatement<Row2<Long, String>> statement =
                text("SELECT id, name FROM user_account WHERE name LIKE :pattern ORDER BY id")
                        .bind("pattern", "s%")
                        .columns(BIGINT, TEXT);
        engine.connectMany(connection -> connection.execute(statement).all())
                .doOnNext(row -> System.out.println(row.v1() + " " + row.v2()))
                .blockLast();
        // end::text
        shows("text");

        // tag::fragment
        var byCondition = select(users.name).where(condition("char_length(name) > :length"), users.id.lt(10L));
        List<String> names = engine.connectMany(
                        connection -> connection.scalars(byCondition, Parameters.of("length", 7)))
                .collectList()
                .block();
        System.out.println(names);
        // end::fragment
        shows("fragment");
    }

    @Test
    void checksTheParametersOfText() {
        try {
            // tag::text-unknown
            text("SELECT name FROM user_account WHERE id = :id").bind("di", 1L);
            // end::text-unknown
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        shows("text-unknown");
    }
}
