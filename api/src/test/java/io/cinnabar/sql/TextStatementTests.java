package io.cinnabar.sql;

import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.StatementKey;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.InvalidRequestException;
import org.junit.jupiter.api.Test;

class TextStatementTests {

    @Test
    void rendersTheTextWithMarkers() {
        assertThat(text("SELECT * FROM t WHERE a = :a AND b = ':b'"))
                .hasToString("SELECT * FROM t WHERE a = ? AND b = ':b'");
    }

    @Test
    void bindsValuesAndLeavesTheOthersToTheCaller() {
        TextStatement<Row> statement = text("SELECT :a, :b, :a").bind("a", 5L).option(ExecutionOptions.LABEL, "x");
        assertThat(AnsiDialect.INSTANCE.compiler().compile(statement).slots())
                .containsExactly(
                        new BindSlot(BIGINT, new BindSlot.Held(0), false),
                        new BindSlot(UNKNOWN, new BindSlot.Named("b"), false),
                        new BindSlot(BIGINT, new BindSlot.Held(0), false));
        assertThat(statement.bind("b", TEXT, null).bound("b")).isNotNull();
        assertThat(statement.bound("b")).isNull();
    }

    @Test
    void readsColumnsAsTypes() {
        TextStatement<Row2<Long, String>> statement = text("SELECT 1, 'a'").columns(BIGINT, TEXT);
        assertThat(statement.selected())
                .extracting(expression -> (Object) expression.type())
                .containsExactly(BIGINT, TEXT);
        assertThat(StatementKey.of(statement)).isNotEqualTo(StatementKey.of(text("SELECT 1, 'a'")));
    }

    @Test
    void saysThatThereIsNoSuchParameter() {
        assertThatThrownBy(() -> text("SELECT :a").bind("b", 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("The text has no parameter ':b'; its parameters are [a]. [SQL-007]");
    }
}
