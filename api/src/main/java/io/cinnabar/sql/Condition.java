package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

/** A condition: an expression of truth values. */
public interface Condition extends Expression<Boolean> {

    /** {@code this AND other}. */
    default Condition and(Condition other) {
        return Typed.condition(Junction.of(Junction.Kind.AND, node(), other.node()));
    }

    /** {@code this OR other}. */
    default Condition or(Condition other) {
        return Typed.condition(Junction.of(Junction.Kind.OR, node(), other.node()));
    }

    /** {@code NOT this}. */
    default Condition not() {
        return Typed.condition(new Negation(node()));
    }

    /** {@code this IS TRUE}: false where this is NULL. */
    default Condition isTrue() {
        return Typed.condition(new PostfixPredicate(node(), PostfixPredicate.Test.IS_TRUE));
    }

    /** {@code this IS FALSE}: false where this is NULL. */
    default Condition isFalse() {
        return Typed.condition(new PostfixPredicate(node(), PostfixPredicate.Test.IS_FALSE));
    }

    /**
     * The same condition about an alias: columns of the table are replaced by those of the alias, also in subqueries
     * that have them from the enclosing statement. Signals an error where it contains an expression of the program's
     * own about them.
     *
     * @param table the table, or alias, that the condition is about
     * @param alias a class-typed alias of the same table
     */
    default Condition over(TableExpression table, TableExpression alias) {
        return table == alias
                ? this
                : Typed.condition(new ColumnReplacement(
                                table,
                                column -> alias.columns().stream()
                                        .filter(other -> other.original() == column.original())
                                        .findFirst()
                                        .<ExpressionNode>map(other -> other)
                                        .orElse(column))
                        .of(node()));
    }

    @Override
    default Condition as(String label) {
        return Typed.condition(new Label(requireNonNull(label, "label"), node()));
    }
}
