package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A choice: {@code CASE WHEN a THEN b ELSE c END}. */
public final class CaseExpression extends ExpressionNode {

    /**
     * One branch.
     *
     * @param condition when it is taken
     * @param result what it gives
     */
    public record Branch(ExpressionNode condition, ExpressionNode result) {}

    private final List<Branch> branches;
    private final @Nullable ExpressionNode otherwise;

    CaseExpression(List<Branch> branches, @Nullable ExpressionNode otherwise) {
        super(depth(branches, otherwise));
        this.branches = branches;
        this.otherwise = otherwise;
    }

    private static int depth(List<Branch> branches, @Nullable ExpressionNode otherwise) {
        int deepest = otherwise == null ? 0 : otherwise.depth();
        for (Branch branch : branches) {
            deepest = Math.max(deepest, Math.max(branch.condition.depth(), branch.result.depth()));
        }
        return deepest + 1;
    }

    /** The branches, tried in their order. */
    public List<Branch> branches() {
        return branches;
    }

    /** The result where no branch is taken, or null for NULL. */
    public @Nullable ExpressionNode otherwise() {
        return otherwise;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitCase(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(branches.size());
        for (Branch branch : branches) {
            structure.node(branch.condition);
            structure.node(branch.result);
        }
        structure.optional(otherwise);
    }
}
