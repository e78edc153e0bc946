package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/** A node that stands for a value. Programs hold it through a typed {@link Expression}. */
public abstract sealed class ExpressionNode extends Node
        permits ColumnExpression,
                DerivedColumn,
                ExcludedColumn,
                BindValue,
                Parameter,
                Literal,
                BinaryOperation,
                UnaryOperation,
                PostfixPredicate,
                Junction,
                Negation,
                Between,
                InList,
                InQuery,
                Like,
                FunctionCall,
                CaseExpression,
                Cast,
                Extract,
                Exists,
                ScalarSubquery,
                Label,
                LabelReference,
                TextFragment,
                NextValue,
                CustomExpression {

    ExpressionNode(int depth) {
        super(depth);
    }

    /** How tightly this node binds its parts; a part that binds less tightly is put in parentheses. */
    public int precedence() {
        return Operator.ATOM;
    }

    /** The name that this node has as a column of a result, or null where it has none of its own. */
    public @Nullable String name() {
        return null;
    }
}
