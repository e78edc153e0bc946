package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.JSON;
import static io.cinnabar.type.Types.NUMERIC;
import static io.cinnabar.type.Types.SMALLINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.enumeration;
import static io.cinnabar.type.Types.json;
import static io.cinnabar.type.Types.numeric;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.DataException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.IntegrityException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.NotNullViolationException;
import io.cinnabar.error.PermissionException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.CustomExpression;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.Structure;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Json;
import io.cinnabar.type.SqlType;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Mistakes: each gives an error that names the thing and the remedy, and leaves the connection as good as before. */
public abstract class BadInputSuite extends DialectSuite {
    private final Table limits = metadata.table(
            "limits",
            Schema.column("id", INTEGER, Schema.primaryKey()),
            Schema.column("tiny", SMALLINT),
            Schema.column("amount", numeric(4, 2)),
            Schema.column("word", varchar(3), Schema.notNull(), Schema.serverDefault("x")),
            Schema.column("owner", BIGINT, Schema.references("user_account.id")),
            Schema.column("document", JSON),
            Schema.checkConstraint("tiny <> 13"));

    /** A suite on a database. */
    protected BadInputSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteRows() {
        run(engine.connect(connection -> connection.execute(delete(limits)).then()));
        givenUsers(1);
    }

    /** The address of the suite's database for a user who owns nothing in it and was granted nothing. */
    protected abstract DatabaseUrl guest();

    @Test
    final void explainsAMissingPrivilege() {
        Engine guest = Engine.create(guest(), EngineOptions.DEFAULT);
        for (Statement forbidden : List.of(select(users.name), delete(users))) {
            StepVerifier.create(guest.connect(connection -> forbidden instanceof Delete change
                            ? connection.execute(change).rowsUpdated()
                            : countUsers(connection)))
                    .expectErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    PermissionException.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                            .hasMessageContaining("Grant the privilege"))
                    .verify(DEADLINE);
            PoolProbe.expectIdle(guest, DEADLINE);
        }
        StepVerifier.create(guest.connect(connection -> connection.scalar(select(literal(1)))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(guest.close()).expectComplete().verify(DEADLINE);
    }

    private <T> ColumnExpression<T> column(String name, Class<T> javaType) {
        return limits.c(name, javaType);
    }

    /** Work that fails, after which the same connection, and the next one, must be usable. */
    private <E extends CinnabarException> void expectFailure(
            Function<Connection, Publisher<?>> work, Class<E> error, String... words) {
        StepVerifier.create(engine.connect(connection -> Flux.from(work.apply(connection))
                        .then(Mono.<Long>error(new AssertionError("nothing failed")))
                        .onErrorResume(CinnabarException.class, failure -> {
                            assertThat(failure).isInstanceOf(error);
                            assertThat(failure)
                                    .hasMessageEndingWith("[" + failure.code().id() + "]");
                            for (String word : words) {
                                assertThat(failure).hasMessageContaining(word);
                            }
                            return countUsers(connection);
                        })))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void explainsAnUnknownColumn() {
        expectFailure(
                connection -> connection
                        .execute(text("SELECT nmae FROM user_account"))
                        .all(),
                BadSqlException.class,
                "Compare the names",
                "SQL: SELECT nmae FROM user_account");
        expectFailure(
                connection -> connection
                        .execute(select(users.name).where(condition("nmae = :name")), Parameters.of("name", "x"))
                        .all(),
                BadSqlException.class,
                "Compare the names");
    }

    @Test
    final void explainsAnUnknownTableAndBadSyntax() {
        expectFailure(
                connection -> connection.execute(text("SELECT * FROM nowhere")).all(),
                BadSqlException.class,
                "SELECT * FROM nowhere");
        expectFailure(connection -> connection.execute(text("SELEKT 1")).all(), BadSqlException.class, "SELEKT 1");
        expectFailure(
                connection ->
                        connection.execute(text("UPDATE user_account SET")).rowsUpdated(),
                BadSqlException.class,
                "UPDATE user_account SET");
    }

    @Test
    final void anErrorKnowsItsStatementAndState() {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(text("SELEKT 1")).one()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(DatabaseException.class, known -> {
                            assertThat(known.sql()).isEqualTo("SELEKT 1");
                            assertThat(known.sqlState()).startsWith("42");
                            assertThat(known.code()).isEqualTo(ErrorCode.BAD_SQL);
                            assertThat(known.documentation()).isEqualTo("docs/errors/DBE-001.md");
                            assertThat(known.isRetryable()).isFalse();
                            assertThat(known.getCause()).isInstanceOf(R2dbcException.class);
                        }))
                .verify(DEADLINE);
    }

    @SuppressWarnings("unchecked") // the mistake is the point
    private static <T> ColumnExpression<Object> raw(ColumnExpression<T> column) {
        return (ColumnExpression<Object>) (ColumnExpression<?>) column;
    }

    @Test
    final void explainsAValueOfAnotherClass() {
        expectFailure(
                connection -> connection
                        .execute(insert(users).set(users.name, "a").set(raw(users.age), "secret"))
                        .rowsUpdated(),
                ValueConversionException.class,
                "Integer",
                "java.lang.String");
        expectFailure(
                connection -> connection
                        .execute(
                                select(users.name).where(users.age.eq(param("age", INTEGER))),
                                Parameters.of("age", "secret"))
                        .all(),
                ValueConversionException.class,
                "parameter 'age'",
                "Integer",
                "java.lang.String");
    }

    @Test
    final void explainsAParameterWithoutAValue() {
        expectFailure(
                connection -> connection
                        .execute(
                                select(users.name)
                                        .where(users.age.eq(param("age", INTEGER)), users.name.eq(param("name", TEXT))),
                                Parameters.of("age", 1))
                        .all(),
                InvalidRequestException.class,
                "parameter 'name' has no value",
                "[age]");
        expectFailure(
                connection -> connection.execute(text("SELECT :a")).all(),
                InvalidRequestException.class,
                "parameter 'a' has no value");
    }

    @Test
    final void explainsAParameterThatIsNotThere() {
        expectFailure(
                connection -> connection
                        .execute(
                                select(users.name).where(users.age.eq(param("age", INTEGER))),
                                Parameters.of("age", 1).and("agee", 2))
                        .all(),
                InvalidRequestException.class,
                "'agee'",
                "[age]");
        assertThatThrownBy(() -> text("SELECT :a").bind("b", 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("':b'", "[a]");
    }

    @Test
    final void explainsTooManyBinds() {
        int most = engine.dialect().maxBinds();
        List<Integer> numbers = IntStream.rangeClosed(0, most).boxed().toList();
        Insert large = insert(users).rows(numbers, (row, number) -> row.set(users.name, "n" + number));
        expectFailure(
                connection -> connection.execute(large).rowsUpdated(),
                InvalidRequestException.class,
                "binds " + (most + 1) + " values",
                "takes " + most,
                "executeMany");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\uD83D", "a\uDC0E", "\uD83D\uD83D\uDC0E"})
    final void storesTextAsItIsOrNamesTheParameter(String odd) {
        var statement = select(param("odd", TEXT));
        StepVerifier.create(engine.connect(connection -> connection
                        .scalar(statement, Parameters.of("odd", odd))
                        .onErrorResume(ValueConversionException.class, refusal -> {
                            assertThat(refusal)
                                    .hasMessageContaining("parameter 'odd'")
                                    .hasMessageMatching("(?s).*(NUL|surrogate).*");
                            return connection.scalar(select(literal("refused")));
                        })))
                .assertNext(read -> assertThat(read).isIn(odd, "refused"))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void refusesHalfOfASurrogatePair() {
        expectFailure(
                connection -> connection
                        .execute(insert(users).set(users.name, "a\uD83D"))
                        .rowsUpdated(),
                ValueConversionException.class,
                "half of a surrogate pair",
                "index 1");
    }

    @Test
    final void refusesNulInTextOfStatements() {
        assertThatThrownBy(() -> text("SELECT '\0'"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> select(literal("a\0")).sql(engine.dialect()))
                .isInstanceOf(ValueConversionException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> select(users.name.as("a\0")).sql(engine.dialect()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("NUL");
    }

    /** An expression that no dialect knows. */
    private static final class Unheard extends CustomExpression {
        Unheard() {
            super(List.of());
        }

        @Override
        public void describe(Structure structure) {
            structure.token("unheard");
        }
    }

    private record Handle(ExpressionNode node, SqlType<Integer> type) implements Expression<Integer> {}

    @Test
    final void explainsAConstructThatTheDialectDoesNotHave() {
        expectFailure(
                connection -> connection
                        .execute(select(new Handle(new Unheard(), INTEGER)))
                        .all(),
                UnsupportedCompilationException.class,
                "'" + engine.dialect().name() + "'",
                "Unheard",
                "text(…)");
    }

    @Test
    final void explainsAWrongNumberOfTypes() {
        expectFailure(
                connection ->
                        connection.execute(text("SELECT 1, 2").columns(INTEGER)).all(),
                ValueConversionException.class,
                "1 columns",
                "returned 2",
                "as many types");
        expectFailure(
                connection -> connection
                        .execute(text("SELECT 1").columns(INTEGER, INTEGER))
                        .all(),
                ValueConversionException.class,
                "2 columns",
                "returned 1");
    }

    @Test
    final void explainsAColumnThatCannotBeReadAsItsType() {
        expectFailure(
                connection -> connection
                        .execute(select(literalColumn("'text'", INTEGER).as("number")))
                        .all(),
                ValueConversionException.class,
                "Column 'number' cannot be read");
        expectFailure(
                connection -> connection
                        .execute(select(literalColumn("40000", SMALLINT).as("number")))
                        .all(),
                ValueConversionException.class,
                "'number'",
                "too large",
                "wider type");
        expectFailure(
                connection -> connection
                        .execute(select(literalColumn("1.5", BIGINT).as("number")))
                        .all(),
                ValueConversionException.class,
                "'number'",
                "fraction");
        expectFailure(
                connection -> connection
                        .execute(select(literalColumn("'GRUMPY'", enumeration(Mood.class))
                                .as("mood")))
                        .all(),
                ValueConversionException.class,
                "'mood'",
                "no constant of the enum",
                "[HAPPY, SAD, SO_SO]");
    }

    @Test
    final void explainsAMissingJsonMapper() {
        expectFailure(
                connection -> connection
                        .execute(select(value(new Point(1, 2, "x"), json(Point.class))))
                        .all(),
                ValueConversionException.class,
                "json(Point.class)",
                "withJsonMapper");
    }

    @Test
    final void explainsValuesThatTheDatabaseRejects() {
        var zero = literal(0);
        expectFailure(
                connection ->
                        connection.execute(select(literal(1).dividedBy(zero))).all(),
                DataException.class,
                "Compare the values");
        expectFailure(
                connection -> connection
                        .execute(select(value(Integer.MAX_VALUE).plus(1)))
                        .all(),
                DataException.class);
        expectFailure(
                connection -> connection
                        .execute(insert(limits)
                                .set(column("id", Integer.class), 1)
                                .set(column("word", String.class), "secret"))
                        .rowsUpdated(),
                DataException.class,
                "too long");
        expectFailure(
                connection -> connection
                        .execute(insert(limits)
                                .set(column("id", Integer.class), 1)
                                .set(column("amount", BigDecimal.class), new BigDecimal("123456789")))
                        .rowsUpdated(),
                DataException.class);
        expectFailure(
                connection -> connection
                        .execute(insert(limits)
                                .set(column("id", Integer.class), 1)
                                .set(column("document", Json.class), Json.of("{\"secret\": ")))
                        .rowsUpdated(),
                DataException.class);
        NumericExpression<BigDecimal> wrong = cast(value("secret"), NUMERIC);
        expectFailure(connection -> connection.execute(select(wrong)).all(), DataException.class);
    }

    private <E extends IntegrityException> void expectViolation(
            Insert statement, Class<E> error, String constraint, String remedy) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(error, violation -> {
                            assertThat(violation.constraint()).isEqualToIgnoringCase(constraint);
                            assertThat(violation.sql()).startsWith("INSERT INTO");
                            assertThat(violation.sqlState()).startsWith("23");
                        })
                        .hasMessageContaining(remedy))
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
    }

    @Test
    final void namesTheConstraintThatWasViolated() {
        expectViolation(
                insert(users).set(users.name, "user1"),
                UniqueViolationException.class,
                "uq_user_account_name",
                "same key exists");
        expectViolation(
                insert(limits).set(column("id", Integer.class), 1).set(column("owner", Long.class), -1L),
                ForeignKeyViolationException.class,
                "fk_limits_owner_user_account",
                "Write the referenced row first");
        expectViolation(
                insert(limits).set(column("id", Integer.class), 1).set(column("tiny", Short.class), (short) 13),
                CheckViolationException.class,
                "ck_limits_1",
                "condition of the constraint");
    }

    @Test
    final void namesTheColumnThatMustNotBeNull() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(limits)
                                .set(column("id", Integer.class), 1)
                                .set(column("word", String.class), (String) null))
                        .rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                NotNullViolationException.class,
                                violation -> assertThat(violation.column()).isEqualToIgnoringCase("word"))
                        .hasMessageContaining("Set the column"))
                .verify(DEADLINE);
        expectFailure(
                connection -> connection
                        .execute(update(users).set(users.name, (String) null))
                        .rowsUpdated(),
                NotNullViolationException.class);
        expectFailure(
                connection -> connection
                        .execute(insert(limits).set(column("tiny", Short.class), (short) 1))
                        .rowsUpdated(),
                NotNullViolationException.class);
    }

    @Test
    final void aDeleteThatLeavesReferencesSaysSo() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(addresses)
                                .set(addresses.email, "a@b")
                                .set(addresses.userId, scalarSubquery(select(max(users.id)))))
                        .then()
                        .then(connection.execute(delete(users)).rowsUpdated())))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ForeignKeyViolationException.class)
                        .hasMessageContaining("delete the referring rows first"))
                .verify(DEADLINE);
    }

    @Test
    final void explainsAStatementThatIsTooDeep() {
        NumericExpression<Integer> deep = literal(1);
        for (int level = 0; level < 5_000; level++) {
            deep = deep.plus(1).times(1);
        }
        var statement = select(deep);
        expectFailure(
                connection -> connection.execute(statement).all(), CompilationException.class, "levels deep", "and(…)");
        assertThat(statement.toString()).contains("Select");
    }

    @Test
    final void errorsOfTheCallerPassThroughUnchanged() {
        var mine = new IllegalStateException("mine");
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(users.name))
                        .map(row -> {
                            throw mine;
                        })
                        .all()
                        .then()))
                .expectErrorSatisfies(failure -> assertThat(failure).isSameAs(mine))
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> select(users.name).option(ExecutionOptions.FETCH_SIZE, 0))
                .hasMessageContainingAll("fetchSize", "at least 1");
        assertThatThrownBy(() -> select(users.name).option(ExecutionOptions.PAGE_SIZE, -1))
                .hasMessageContaining("pageSize");
        assertThatThrownBy(() -> select(users.name).option(ExecutionOptions.TIMEOUT, Duration.ZERO))
                .hasMessageContainingAll("timeout", "positive");
    }

    @Test
    final void aTransactionThatFailedSaysWhatToDo() {
        StepVerifier.create(engine.begin(connection -> connection
                                .execute(insert(users).set(users.name, "user1"))
                                .rowsUpdated()
                                .onErrorResume(UniqueViolationException.class, failure -> Mono.just(0L))
                                .then(countUsers(connection)))
                        .onErrorResume(DatabaseException.class, failure -> {
                            assertThat(failure).hasMessageContaining("savepoint");
                            return Mono.just(1L);
                        }))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
    }
}
