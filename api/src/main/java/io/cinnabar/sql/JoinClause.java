package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/**
 * A join of a select with one more FROM item.
 *
 * @param kind the kind of join
 * @param target what is joined
 * @param condition when rows match, or null where the foreign keys say so or the join has none
 */
public record JoinClause(
        Kind kind, FromItem target, @Nullable ExpressionNode condition) {

    /** The kind of a join. */
    public enum Kind {
        /** Only matching rows. */
        INNER("JOIN"),
        /** All rows of the left side. */
        LEFT("LEFT JOIN"),
        /** All rows of the right side. */
        RIGHT("RIGHT JOIN"),
        /** All rows of both sides. */
        FULL("FULL JOIN"),
        /** Every row with every row. */
        CROSS("CROSS JOIN");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        /** The SQL words. */
        public String sql() {
            return sql;
        }
    }

    /** The same join where one more condition must hold: {@code … ON a AND b}. */
    public JoinClause and(Condition more) {
        ExpressionNode both = condition == null ? more.node() : Junction.of(Junction.Kind.AND, condition, more.node());
        return new JoinClause(kind, target, both);
    }
}
