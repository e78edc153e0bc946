package io.cinnabar.sql;

import java.util.List;

/**
 * The door for expressions that Cinnabar does not have. A dialect's compiler renders a subclass if it was told how;
 * otherwise compiling fails and names the class. Subclasses must be immutable.
 */
public abstract non-sealed class CustomExpression extends ExpressionNode {

    /** An expression over others. */
    protected CustomExpression(List<? extends ExpressionNode> children) {
        super(depthOver(children));
    }

    @Override
    public final <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitCustom(this, context);
    }
}
