package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** A pattern test: {@code a LIKE b ESCAPE c}. */
public final class Like extends ExpressionNode {
    private final boolean negated;
    private final boolean caseInsensitive;
    private final ExpressionNode operand;
    private final ExpressionNode pattern;
    private final @Nullable Character escape;

    Like(
            boolean negated,
            boolean caseInsensitive,
            ExpressionNode operand,
            ExpressionNode pattern,
            @Nullable Character escape) {
        super(depthOver(operand, pattern));
        if (caseInsensitive && escape != null && Character.isLetter(escape)) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The letter '" + escape + "' cannot be the escape character of a pattern in which upper and lower"
                            + " case are the same. Take a sign such as '/'.");
        }
        this.negated = negated;
        this.caseInsensitive = caseInsensitive;
        this.operand = operand;
        this.pattern = pattern;
        this.escape = escape;
    }

    /** Whether this is NOT LIKE. */
    public boolean negated() {
        return negated;
    }

    /** Whether upper and lower case are the same. */
    public boolean caseInsensitive() {
        return caseInsensitive;
    }

    /** The tested text. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The pattern. */
    public ExpressionNode pattern() {
        return pattern;
    }

    /** The character that takes away the meaning of a wildcard, or null for the database's own. */
    public @Nullable Character escape() {
        return escape;
    }

    @Override
    public int precedence() {
        return Operator.COMPARISON;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitLike(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(negated);
        structure.token(caseInsensitive);
        structure.token(escape);
        structure.node(operand);
        structure.node(pattern);
    }
}
