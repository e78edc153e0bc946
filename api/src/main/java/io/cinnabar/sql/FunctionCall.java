package io.cinnabar.sql;

import java.util.List;
import java.util.Set;

/** A call of a function by its name. */
public final class FunctionCall extends ExpressionNode {
    /** Functions of SQL's own, which only compute. */
    private static final Set<String> STANDARD = Set.of(
            "abs",
            "avg",
            "char_length",
            "coalesce",
            "count",
            "lower",
            "max",
            "min",
            "nullif",
            "round",
            "sum",
            "trim",
            "upper");

    private final String name;
    private final boolean distinct;
    private final List<ExpressionNode> arguments;

    FunctionCall(String name, boolean distinct, List<ExpressionNode> arguments) {
        super(depthOver(arguments));
        this.name = name;
        this.distinct = distinct;
        this.arguments = arguments;
    }

    /** Whether only distinct arguments are taken: {@code count(DISTINCT a)}. */
    public boolean distinct() {
        return distinct;
    }

    /** The arguments. */
    public List<ExpressionNode> arguments() {
        return arguments;
    }

    /** The function's name. */
    @Override
    public String name() {
        return name;
    }

    /** Whether the function is one of SQL's own, which only computes; another one may have effects. */
    public boolean isStandard() {
        return STANDARD.contains(name);
    }

    /** Whether this is {@code count(*)}, the one function whose argument is a row. */
    public boolean isCountOfRows() {
        return arguments.isEmpty() && name.equals("count");
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitFunction(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(name);
        structure.token(distinct);
        structure.nodes(arguments);
    }
}
