package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.CompilationException;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.TextExpression;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeepStatementTests {
    private static final String TOO_DEEP =
            "levels deep; 150 are possible. Join conditions by and(…) or or(…) of a list, which is one level,"
                    + " and split long chains of operators. [SQL-009]";

    /** Runs on a thread with a stack of 256 KB, as event loops can have. */
    private static <T> T onSmallStack(Callable<T> task) throws Exception {
        var future = new FutureTask<>(task);
        new Thread(null, future, "small stack", 256 * 1024).start();
        return future.get();
    }

    private static Statement chain(int length) {
        NumericExpression<Integer> sum = users.age;
        for (int index = 0; index < length; index++) {
            sum = sum.plus(1);
        }
        return select(sum);
    }

    @Test
    void compilesAHundredThousandConditions() throws Exception {
        List<Condition> conditions = IntStream.range(0, 100_000)
                .mapToObj(number -> users.id.ne((long) number))
                .toList();
        Compiled compiled = onSmallStack(
                () -> AnsiDialect.INSTANCE.compiler().compile(select(users.id).where(and(conditions))));
        assertThat(compiled.slots()).hasSize(100_000);
        assertThat(compiled.sql()).endsWith("user_account.id <> ? AND user_account.id <> ?");
        Statement same = select(users.id).where(and(conditions));
        assertThat(onSmallStack(() -> StatementKey.of(same))).isEqualTo(StatementKey.of(same));
        assertThat(select(users.id).where(or(conditions)).depth()).isLessThan(8);
    }

    @Test
    void keepsConditionsFlatThatAreAddedOneByOne() {
        Select<?> select = select(users.id);
        Condition both = users.active;
        for (int index = 0; index < 3_000; index++) {
            select = select.where(users.id.ne(1L));
            both = both.and(users.active);
        }
        assertThat(select.where(both).depth()).isLessThan(8);
    }

    @Test
    void compilesWhatIsAsDeepAsAllowed() throws Exception {
        String sql = onSmallStack(() -> chain(140).sql(AnsiDialect.INSTANCE));
        assertThat(sql).endsWith(" + ? + ? FROM user_account");
        Expression<Long> nested = users.id;
        for (int level = 0; level < 28; level++) {
            nested = scalarSubquery(select(nested.as("x")));
        }
        Statement scalars = select(nested);
        assertThat(scalars.depth()).isBetween(140, 150);
        assertThat(onSmallStack(() -> scalars.sql(AnsiDialect.INSTANCE))).contains("SELECT user_account.id AS x");
        Statement derived = derived(36);
        assertThat(derived.depth()).isBetween(140, 150);
        assertThat(onSmallStack(() -> derived.sql(AnsiDialect.INSTANCE))).contains("AS anon_36");
    }

    /** Queries in FROM that only a column tells of. */
    private static Statement derived(int levels) {
        Select<Row1<Long>> select = select(users.id);
        for (int level = 0; level < levels; level++) {
            select = select(select.subquery().c("id", Types.BIGINT));
        }
        return select;
    }

    @Test
    void refusesWhatIsTooDeep() throws Exception {
        Statement deep = chain(100_000);
        assertThatThrownBy(() -> deep.sql(AnsiDialect.INSTANCE))
                .isInstanceOf(CompilationException.class)
                .hasMessage("The SQL is nested 100004 " + TOO_DEEP);
        for (Callable<?> task : List.<Callable<?>>of(
                () -> AnsiDialect.INSTANCE.compiler().compile(deep),
                () -> AnsiDialect.INSTANCE.compiler().batchForm(deep),
                () -> StatementKey.of(deep),
                () -> StatementKey.probe(deep),
                () -> StatementKey.values(deep))) {
            try {
                onSmallStack(task);
            } catch (java.util.concurrent.ExecutionException failure) {
                assertThat(failure.getCause()).isInstanceOf(CompilationException.class);
            }
        }
    }

    @Test
    void doesNotOverflowOnTheSmallMethodsOfWhatIsTooDeep() throws Exception {
        Statement deep = chain(100_000);
        assertThat(onSmallStack(deep::toString))
                .startsWith("<Select that cannot be rendered: ")
                .contains(TOO_DEEP);
        assertThat(onSmallStack(deep::structuralHash)).isEqualTo(chain(100_000).structuralHash());
        assertThat(onSmallStack(deep::hashCode)).isEqualTo(deep.hashCode());
        assertThat(onSmallStack(() -> deep.equals(chain(10)))).isFalse();
        Expression<?> expression = ((Select<?>) deep).selected().get(0);
        assertThat(onSmallStack(expression::toString)).isNotEmpty();
        assertThat(onSmallStack(expression::hashCode)).isEqualTo(expression.hashCode());
    }

    @Test
    void refusesEveryShapeThatIsTooDeep() {
        Condition alternating = users.active;
        Condition negated = users.active;
        TextExpression text = users.name;
        Expression<Long> nested = users.id;
        Expression<Integer> choice = users.age;
        for (int level = 0; level < 400; level++) {
            alternating = level % 2 == 0 ? alternating.and(users.active) : alternating.or(users.active);
            negated = negated.not();
            text = Sql.cast(text, Types.TEXT);
            nested = scalarSubquery(select(nested));
            choice = Sql.caseWhen(users.active).then(choice).otherwiseNull();
        }
        for (Statement statement : List.<Statement>of(
                select(users.id).where(alternating),
                select(users.id).having(negated),
                select(users.id).orderBy(text),
                select(nested),
                derived(400),
                select(users.id).groupBy(choice),
                select(users.id).join(select(nested).subquery("s"), alternating),
                Sql.insert(users).set(users.id, nested),
                update(users).set(users.id, nested).returning(users.id),
                Sql.delete(users).where(negated))) {
            assertThatThrownBy(() -> statement.sql(AnsiDialect.INSTANCE)).hasMessageContaining(TOO_DEEP);
        }
    }

    @Test
    void refusesSchemasThatAreTooDeep() throws Exception {
        NumericExpression<Integer> sum = Sql.value(1);
        for (int level = 0; level < 100_000; level++) {
            sum = sum.plus(1);
        }
        Table table = new MetaData().table("t", Schema.column("a", Types.INTEGER, Schema.serverDefault(sum)));
        var create = new CreateTable(table, false, List.of());
        assertThat(onSmallStack(create::toString)).contains(TOO_DEEP);
    }
}
