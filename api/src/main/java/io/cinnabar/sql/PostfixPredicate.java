package io.cinnabar.sql;

/** A test of one expression: {@code a IS NULL}. */
public final class PostfixPredicate extends ExpressionNode {

    /** The test. */
    public enum Test {
        /** {@code IS NULL}. */
        IS_NULL("IS NULL"),
        /** {@code IS NOT NULL}. */
        IS_NOT_NULL("IS NOT NULL"),
        /** {@code IS TRUE}. */
        IS_TRUE("IS TRUE"),
        /** {@code IS FALSE}. */
        IS_FALSE("IS FALSE");

        private final String sql;

        Test(String sql) {
            this.sql = sql;
        }

        /** The SQL words. */
        public String sql() {
            return sql;
        }
    }

    private final ExpressionNode operand;
    private final Test test;

    PostfixPredicate(ExpressionNode operand, Test test) {
        super(operand.depth() + 1);
        this.operand = operand;
        this.test = test;
    }

    /** The tested expression. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The test. */
    public Test test() {
        return test;
    }

    @Override
    public int precedence() {
        return Operator.COMPARISON;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitPredicate(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(test);
        structure.node(operand);
    }
}
