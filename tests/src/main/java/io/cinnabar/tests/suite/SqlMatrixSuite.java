package io.cinnabar.tests.suite;

import static io.cinnabar.tests.support.SqlAssertion.assertSql;

import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.tests.support.SqlAssertion;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Each construct of the matrix: its SQL in each dialect, and that the database takes it. */
public abstract class SqlMatrixSuite extends DialectSuite {
    private static final Map<String, Parameters> GIVEN = Map.of(
            "a list of a parameter", Parameters.of("ages", List.of(1, 2)),
            "text as condition", Parameters.of("age", 1));

    private final SqlMatrix queries = new SqlMatrix(users, addresses);
    private final ChangeMatrix changes = new ChangeMatrix(users, addresses);

    /** A suite on a database. */
    protected SqlMatrixSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void givenThreeUsers() {
        givenUsers(3);
    }

    final Stream<SqlConstruct> constructs() {
        return Stream.concat(queries.constructs(), changes.constructs());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constructs")
    final void rendersInEachDialect(SqlConstruct construct) {
        SqlAssertion sql =
                assertSql(construct.statement()).ansi(construct.ansi()).postgres(construct.postgres());
        if (construct.h2() == null) {
            sql.h2Refuses("'h2' cannot express");
        } else {
            sql.h2(construct.h2());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constructs")
    final void isExecuted(SqlConstruct construct) {
        Parameters parameters = GIVEN.getOrDefault(construct.name(), Parameters.NONE);
        Mono<Void> work = engine.begin(connection -> construct.statement() instanceof RowStatement<?> rows
                ? connection.execute(rows, parameters).all().then()
                : connection
                        .execute((DmlStatement) construct.statement(), parameters)
                        .rowsUpdated()
                        .then());
        boolean isRefused = construct.h2() == null && engine.dialect().name().equals("h2");
        if (isRefused) {
            StepVerifier.create(work)
                    .expectError(UnsupportedCompilationException.class)
                    .verify(DEADLINE);
        } else {
            StepVerifier.create(work).expectComplete().verify(DEADLINE);
        }
    }
}
