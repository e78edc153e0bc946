package io.cinnabar.sql;

import java.util.ArrayList;
import java.util.List;

/** Conditions joined by AND or OR: one node for any number of them. */
public final class Junction extends ExpressionNode {

    /** What joins the conditions. */
    public enum Kind {
        /** All must hold. */
        AND,
        /** One must hold. */
        OR
    }

    private final Kind kind;
    private final List<ExpressionNode> operands;

    private Junction(Kind kind, List<ExpressionNode> operands) {
        super(depthOver(operands));
        this.kind = kind;
        this.operands = operands;
    }

    /** Joins two conditions, drawing junctions of the same kind into the new one. */
    static Junction of(Kind kind, ExpressionNode left, ExpressionNode right) {
        var operands = new ArrayList<ExpressionNode>();
        addFlat(kind, left, operands);
        addFlat(kind, right, operands);
        return new Junction(kind, List.copyOf(operands));
    }

    /** Joins two or more conditions. */
    static Junction of(Kind kind, List<ExpressionNode> conditions) {
        var operands = new ArrayList<ExpressionNode>(conditions.size());
        conditions.forEach(condition -> addFlat(kind, condition, operands));
        return new Junction(kind, List.copyOf(operands));
    }

    private static void addFlat(Kind kind, ExpressionNode condition, List<ExpressionNode> operands) {
        if (condition instanceof Junction junction && junction.kind == kind) {
            operands.addAll(junction.operands);
        } else {
            operands.add(condition);
        }
    }

    /** What joins the conditions. */
    public Kind kind() {
        return kind;
    }

    /** The conditions, two or more. */
    public List<ExpressionNode> operands() {
        return operands;
    }

    @Override
    public int precedence() {
        return kind == Kind.AND ? Operator.AND : Operator.OR;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitJunction(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(kind);
        structure.nodes(operands);
    }
}
