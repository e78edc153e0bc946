package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Four users and their three addresses, to ask about: some are of the same age, some lack an age or a full name. */
public abstract class PeopleSuite extends DialectSuite {

    /** A suite on a database. */
    protected PeopleSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeAll
    final void insertPeople() {
        run(engine.begin(connection -> person(connection, "ann", "Ann Abel", 30)
                .flatMap(id -> address(connection, id, "ann@home").then(address(connection, id, "ann@work")))
                .then(person(connection, "bob", null, 25))
                .flatMap(id -> address(connection, id, "bob@home"))
                .then(person(connection, "cid", "Cid Cole", null))
                .then(person(connection, "dan", "Dan Dorn", 30))
                .then()));
    }

    private Mono<Long> person(Connection connection, String name, @Nullable String fullname, @Nullable Integer age) {
        return connection.scalar(insert(users)
                .set(users.name, name)
                .set(users.fullname, fullname)
                .set(users.age, age)
                .returning(users.id));
    }

    private Mono<Long> address(Connection connection, long userId, String email) {
        return connection
                .execute(insert(addresses).set(addresses.userId, userId).set(addresses.email, email))
                .rowsUpdated();
    }

    /** The values of an expected row. */
    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** Executes a statement and compares its rows. */
    final void expectRows(RowStatement<? extends Row> statement, List<?>... rows) {
        expectRows(statement, Parameters.NONE, rows);
    }

    /** Executes a statement with parameters and compares its rows. */
    final void expectRows(RowStatement<? extends Row> statement, Parameters parameters, List<?>... rows) {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(statement, parameters)
                        .all()
                        .<List<?>>map(Row::values)
                        .collectList()))
                .assertNext(found -> assertThat(found).as(statement.toString()).containsExactly(rows))
                .expectComplete()
                .verify(DEADLINE);
    }

    /** Finds the users that fulfil a condition and compares their names, which are in alphabetical order. */
    final void expectNames(Condition condition, String... names) {
        List<?>[] rows = Arrays.stream(names).<List<?>>map(name -> row(name)).toArray(List<?>[]::new);
        expectRows(select(users.name).where(condition).orderBy(users.name), rows);
    }
}
