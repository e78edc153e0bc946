package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.driverSql;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a connection can be asked beside the execution of typed statements with single values. */
public abstract class ConnectionSuite extends DialectSuite {
    /** A suite on a database. */
    protected ConnectionSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** The driver's own marker of a bind. */
    protected abstract String marker(int number);

    @BeforeEach
    final void givenTwoUsers() {
        givenUsers(2);
    }

    @Test
    final void saysTheIsolationLevel() {
        StepVerifier.create(engine.connect(connection -> connection
                        .isolationLevel()
                        .zipWith(connection.begin(
                                TransactionOptions.DEFAULT.withIsolationLevel(IsolationLevel.SERIALIZABLE),
                                Connection::isolationLevel))))
                .assertNext(levels -> {
                    assertThat(levels.getT1()).isEqualTo(IsolationLevel.READ_COMMITTED);
                    assertThat(levels.getT2()).isEqualTo(IsolationLevel.SERIALIZABLE);
                })
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.server())
                .assertNext(server -> assertThat(server.isolationLevel()).isEqualTo(IsolationLevel.READ_COMMITTED))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void anEndedTransactionDoesNotSpeakForTheNextOne() {
        StepVerifier.create(engine.connect(connection -> connection
                        .beginTransaction()
                        .flatMap(first -> first.commit()
                                .then(connection.beginTransaction())
                                .flatMap(second -> first.rollback()
                                        .onErrorResume(InvalidRequestException.class, failure -> {
                                            assertThat(failure.code()).isEqualTo(ErrorCode.TRANSACTION_STATE);
                                            assertThat(first.isActive()).isFalse();
                                            assertThat(second.isActive()).isTrue();
                                            return Mono.empty();
                                        })
                                        .then(connection
                                                .execute(insert(users).set(users.name, "kept"))
                                                .rowsUpdated())
                                        .then(second.commit())))))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(3L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void executesTheSqlOfTheDriverAsItIs() {
        TextStatement<Row2<String, Integer>> byAge = driverSql(
                        "SELECT name || ':x', age FROM user_account WHERE age = " + marker(1) + " AND name = "
                                + marker(2),
                        2,
                        "user2")
                .columns(Types.TEXT, Types.INTEGER);
        StepVerifier.create(
                        engine.connect(connection -> connection.execute(byAge).one()))
                .assertNext(row -> assertThat(row.v1() + row.v2()).isEqualTo("user2:x2"))
                .expectComplete()
                .verify(DEADLINE);
        assertThat(byAge.sql(engine.dialect())).contains("':x'").contains(marker(1));
    }

    @Test
    final void bindsNothingIntoTheSqlOfTheDriver() {
        TextStatement<Row> without = driverSql("SELECT ':name', name FROM user_account WHERE age = 1");
        StepVerifier.create(
                        engine.connect(connection -> connection.execute(without).one()))
                .assertNext(row -> assertThat(row.get(0, String.class)).isEqualTo(":name"))
                .expectComplete()
                .verify(DEADLINE);
        assertThatThrownBy(() -> without.bind("name", "x")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    final void distinguishesTheValuesOfTheSameSqlOfTheDriver() {
        String sql = "SELECT name FROM user_account WHERE age = " + marker(1);
        for (int age : List.of(1, 2, 1)) {
            StepVerifier.create(engine.connect(
                            connection -> connection.scalar(driverSql(sql, age).columns(Types.TEXT))))
                    .expectNext("user" + age)
                    .expectComplete()
                    .verify(DEADLINE);
        }
    }

    record Search(String name, int userAge, @Nullable String notAsked) {}

    /** A bean, one of whose getters is for nobody. */
    public static final class Person {
        private final String name;
        private final @Nullable Integer age;

        Person(String name, @Nullable Integer age) {
            this.name = name;
            this.age = age;
        }

        /** The name. */
        public String getName() {
            return name;
        }

        /** The age. */
        public @Nullable Integer getAge() {
            return age;
        }

        /** What no table has. */
        public boolean isHappy() {
            return true;
        }
    }

    @Test
    final void takesParametersFromARecord() {
        Select<Row1<String>> query = select(users.name)
                .where(users.name.eq(param("name", Types.TEXT)).and(users.age.eq(param("user_age", Types.INTEGER))));
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(query, Parameters.from(new Search("user2", 2, null)))))
                .expectNext("user2")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void takesParametersFromABeanForText() {
        StepVerifier.create(engine.connect(connection -> connection.scalar(
                        text("SELECT age FROM user_account WHERE name = :name").columns(Types.INTEGER),
                        Parameters.from(new Person("user1", null)))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void insertsTheRowsOfBeans() {
        List<Parameters> rows =
                List.of(Parameters.from(new Person("larry", 50)), Parameters.from(new Person("gary", null)));
        StepVerifier.create(engine.begin(connection ->
                        connection.executeMany(insert(users), rows).rowsUpdated()))
                .expectNext(2L)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(users.age).where(users.name.eq("larry")))))
                .expectNext(50)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void saysWhatARecordLacks() {
        Select<Row1<String>> query = select(users.name).where(users.name.eq(param("nickname", Types.TEXT)));
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(query, Parameters.from(new Search("user2", 2, null)))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                missing -> assertThat(missing.code()).isEqualTo(ErrorCode.PARAMETER_MISSING))
                        .hasMessageContaining("nickname"))
                .verify(DEADLINE);
        assertThatThrownBy(() -> Parameters.from(new Object()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("java.lang.Object has no properties");
    }
}
