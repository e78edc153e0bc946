package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.sql.CustomExpression;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.Structure;
import io.cinnabar.type.SqlType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An expression of the user must describe its structure, so it can neither be left out of the key nor spoil it. */
class CustomExpressionKeyTests {

    private static final class Rounded extends CustomExpression {
        private final ExpressionNode operand;
        private final int digits;

        Rounded(ExpressionNode operand, int digits) {
            super(List.of(operand));
            this.operand = operand;
            this.digits = digits;
        }

        @Override
        public void describe(Structure structure) {
            structure.token(digits);
            structure.node(operand);
        }
    }

    private static final class Truncated extends CustomExpression {
        private final ExpressionNode operand;

        Truncated(ExpressionNode operand) {
            super(List.of(operand));
            this.operand = operand;
        }

        @Override
        public void describe(Structure structure) {
            structure.token(2);
            structure.node(operand);
        }
    }

    private record Handle(ExpressionNode node, SqlType<Integer> type) implements Expression<Integer> {}

    private static StatementKey key(ExpressionNode node) {
        return StatementKey.of(select(new Handle(node, INTEGER)));
    }

    @Test
    void isTheSameForTheSameStructure() {
        assertThat(key(new Rounded(users.age.node(), 2))).isEqualTo(key(new Rounded(users.age.node(), 2)));
        assertThat(key(new Rounded(value(1).node(), 2))).isEqualTo(key(new Rounded(value(7).node(), 2)));
    }

    @Test
    void isAnotherForAnotherStructure() {
        StatementKey rounded = key(new Rounded(users.age.node(), 2));
        assertThat(rounded).isNotEqualTo(key(new Rounded(users.age.node(), 3)));
        assertThat(rounded).isNotEqualTo(key(new Rounded(users.id.node(), 2)));
        assertThat(rounded).isNotEqualTo(key(new Truncated(users.age.node())));
    }

    @Test
    void findsTheValuesInside() {
        assertThat(StatementKey.values(select(new Handle(new Rounded(value(7).node(), 2), INTEGER))))
                .singleElement()
                .satisfies(found -> assertThat(found.value()).isEqualTo(7));
    }
}
