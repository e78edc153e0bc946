package io.cinnabar.sql;

import java.util.List;

/** A way from one FROM item to another that needs no condition of the user, such as a relationship. */
public interface JoinPath {

    /** The joins that lead along the way: one, or two with a table of links between. */
    List<JoinClause> joins(JoinClause.Kind kind);
}
