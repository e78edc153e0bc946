package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.type.Types;

/** An expression of text. */
public interface TextExpression extends Expression<String> {

    /** {@code this LIKE pattern}; {@code %} stands for any text and {@code _} for any character. */
    default Condition like(String pattern) {
        return Typed.condition(new Like(false, false, node(), Typed.bind(pattern, Types.TEXT), null));
    }

    /** {@code this LIKE pattern ESCAPE escape}. */
    default Condition like(String pattern, char escape) {
        return Typed.condition(new Like(false, false, node(), Typed.bind(pattern, Types.TEXT), escape));
    }

    /** {@code this LIKE pattern}, the pattern being an expression. */
    default Condition like(TextExpression pattern) {
        return Typed.condition(new Like(false, false, node(), pattern.node(), null));
    }

    /** {@code this NOT LIKE pattern}; {@code %} stands for any text and {@code _} for any character. */
    default Condition notLike(String pattern) {
        return Typed.condition(new Like(true, false, node(), Typed.bind(pattern, Types.TEXT), null));
    }

    /** {@code this NOT LIKE pattern ESCAPE escape}. */
    default Condition notLike(String pattern, char escape) {
        return Typed.condition(new Like(true, false, node(), Typed.bind(pattern, Types.TEXT), escape));
    }

    /** {@code this NOT LIKE pattern}, the pattern being an expression. */
    default Condition notLike(TextExpression pattern) {
        return Typed.condition(new Like(true, false, node(), pattern.node(), null));
    }

    /**
     * {@code this ILIKE pattern}, or {@code lower(this) LIKE lower(pattern)} where the database does not have it, upper
     * and lower case being the same; {@code %} stands for any text and {@code _} for any character.
     */
    default Condition ilike(String pattern) {
        return Typed.condition(new Like(false, true, node(), Typed.bind(pattern, Types.TEXT), null));
    }

    /** {@code this ILIKE pattern ESCAPE escape}, upper and lower case being the same. */
    default Condition ilike(String pattern, char escape) {
        return Typed.condition(new Like(false, true, node(), Typed.bind(pattern, Types.TEXT), escape));
    }

    /** {@code this ILIKE pattern}, upper and lower case being the same, the pattern being an expression. */
    default Condition ilike(TextExpression pattern) {
        return Typed.condition(new Like(false, true, node(), pattern.node(), null));
    }

    /**
     * {@code this NOT ILIKE pattern}, or {@code lower(this) NOT LIKE lower(pattern)} where the database does not have
     * it, upper and lower case being the same; {@code %} stands for any text and {@code _} for any character.
     */
    default Condition notIlike(String pattern) {
        return Typed.condition(new Like(true, true, node(), Typed.bind(pattern, Types.TEXT), null));
    }

    /** {@code this NOT ILIKE pattern ESCAPE escape}, upper and lower case being the same. */
    default Condition notIlike(String pattern, char escape) {
        return Typed.condition(new Like(true, true, node(), Typed.bind(pattern, Types.TEXT), escape));
    }

    /** {@code this NOT ILIKE pattern}, upper and lower case being the same, the pattern being an expression. */
    default Condition notIlike(TextExpression pattern) {
        return Typed.condition(new Like(true, true, node(), pattern.node(), null));
    }

    /** Whether this text starts with another one; wildcards in it have no meaning. */
    default Condition startsWith(String text) {
        return Typed.condition(new Like(false, false, node(), Typed.pattern("", text, "%"), '/'));
    }

    /**
     * Whether this text starts with another one, upper and lower case being the same; wildcards in it have no meaning.
     */
    default Condition iStartsWith(String text) {
        return Typed.condition(new Like(false, true, node(), Typed.pattern("", text, "%"), '/'));
    }

    /** Whether this text ends with another one; wildcards in it have no meaning. */
    default Condition endsWith(String text) {
        return Typed.condition(new Like(false, false, node(), Typed.pattern("%", text, ""), '/'));
    }

    /**
     * Whether this text ends with another one, upper and lower case being the same; wildcards in it have no meaning.
     */
    default Condition iEndsWith(String text) {
        return Typed.condition(new Like(false, true, node(), Typed.pattern("%", text, ""), '/'));
    }

    /** Whether this text contains another one; wildcards in it have no meaning. */
    default Condition contains(String text) {
        return Typed.condition(new Like(false, false, node(), Typed.pattern("%", text, "%"), '/'));
    }

    /** Whether this text contains another one, upper and lower case being the same; wildcards in it have no meaning. */
    default Condition iContains(String text) {
        return Typed.condition(new Like(false, true, node(), Typed.pattern("%", text, "%"), '/'));
    }

    /** {@code this || value}. */
    default TextExpression concat(String value) {
        return Typed.text(new BinaryOperation(node(), Operator.CONCAT, Typed.bind(value, Types.TEXT)), Types.TEXT);
    }

    /** {@code this || other}. */
    default TextExpression concat(TextExpression other) {
        return Typed.text(new BinaryOperation(node(), Operator.CONCAT, other.node()), Types.TEXT);
    }

    @Override
    default TextExpression as(String label) {
        return Typed.text(new Label(requireNonNull(label, "label"), node()), type());
    }
}
