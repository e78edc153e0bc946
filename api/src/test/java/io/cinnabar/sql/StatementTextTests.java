package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.compile.StatementKey;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.UnsupportedCompilationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTextTests {

    /** An expression that the default dialect does not know. */
    private static final class Mystery extends CustomExpression {
        Mystery(ExpressionNode child) {
            super(List.of(child));
        }

        @Override
        public void describe(Structure structure) {
            structure.token("mystery");
        }
    }

    /** An expression whose description fails. */
    private static final class Broken extends CustomExpression {
        Broken() {
            super(List.of());
        }

        @Override
        public void describe(Structure structure) {
            throw new IllegalStateException("broken");
        }
    }

    private static final class Unheard extends DdlStatement {}

    static Stream<Arguments> statements() {
        return Stream.of(
                arguments(select(users.id), "SELECT user_account.id FROM user_account"),
                arguments(insert(users).set(users.name, "secret"), "INSERT INTO user_account (name) VALUES (?)"),
                arguments(update(users).set(users.name, "secret"), "UPDATE user_account SET name = ?"),
                arguments(delete(users), "DELETE FROM user_account"),
                arguments(delete(users).returning(users.id), "DELETE FROM user_account RETURNING id"),
                arguments(text("SELECT :a").bind("a", "secret"), "SELECT ?"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("statements")
    void showsReadableSqlWithoutValues(Statement statement, String expected) {
        assertThat(statement).hasToString(expected);
        assertThat(statement.sql(AnsiDialect.INSTANCE)).isEqualTo(expected);
    }

    @Test
    void neverFails() {
        assertThat(update(users).toString())
                .isEqualTo("<Update that cannot be rendered: The update of table 'user_account' sets no column. Add"
                        + " set(column, value). [SQL-002]>");
        assertThat(select(addresses.id).join(addresses).toString()).startsWith("<Select that cannot be rendered: ");
        assertThat(select(Typed.of(new Broken(), io.cinnabar.type.Types.TEXT)).toString())
                .isEqualTo("<Select that cannot be rendered: broken>");
        assertThat(new Unheard().toString()).startsWith("<Unheard that cannot be rendered: ");
    }

    @Test
    void saysWhichExpressionADialectDoesNotKnow() {
        var select = select(Typed.of(new Mystery(users.id), io.cinnabar.type.Types.TEXT));
        assertThatThrownBy(() -> select.sql(AnsiDialect.INSTANCE))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessage(
                        "The dialect 'ansi' cannot express the expression Mystery. Write the statement without it, or"
                                + " as text(…) in the words of the database. [SQL-003]");
    }

    @Test
    void compilesNoStatementOnTheSchemaAsAPart() {
        assertThatThrownBy(() -> AnsiDialect.INSTANCE.compiler().compile(new Unheard()))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("A schema statement is compiled by the DDL compiler");
        var statement = new Unheard();
        assertThat(StatementKey.of(statement)).isEqualTo(StatementKey.of(statement));
        assertThat(StatementKey.of(statement)).isNotEqualTo(StatementKey.of(new Unheard()));
    }

    @Test
    void rendersAsTheServiceLoaderFindsIt() {
        assertThat(java.util.ServiceLoader.load(StatementRenderer.class)).hasAtLeastOneElementOfType(AnsiDialect.class);
        assertThat(new AnsiDialect().render(delete(users))).isEqualTo("DELETE FROM user_account");
    }
}
