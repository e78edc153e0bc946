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

    @Override
    default Condition as(String label) {
        return Typed.condition(new Label(requireNonNull(label, "label"), node()));
    }
}
