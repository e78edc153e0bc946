package io.cinnabar.mapping;

import io.cinnabar.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which columns the two sides of a relationship are connected, seen from one of them. Immutable.
 *
 * @param local the pairs that lead from the owner: to the target, or to the table of links
 * @param link the table of links between the two, or null where a foreign key leads directly from one to the other
 * @param remote the pairs that lead from the table of links to the target; empty without one
 * @param isForeignKeyLocal whether the foreign key is in the table of the owner
 */
public record RelationshipJoin(
        List<ColumnPair> local, @Nullable Table link, List<ColumnPair> remote, boolean isForeignKeyLocal) {
    /** Copies the pairs. */
    public RelationshipJoin {
        local = List.copyOf(local);
        remote = List.copyOf(remote);
    }

    /** A foreign key of the owner's table. */
    public static RelationshipJoin foreignKey(List<ColumnPair> pairs) {
        return new RelationshipJoin(pairs, null, List.of(), true);
    }

    /** A foreign key of the target's table, given as pairs that lead from the owner to the target. */
    public static RelationshipJoin referredBy(List<ColumnPair> pairs) {
        return new RelationshipJoin(pairs, null, List.of(), false);
    }

    /** A table of links. */
    public static RelationshipJoin through(Table link, List<ColumnPair> local, List<ColumnPair> remote) {
        return new RelationshipJoin(local, link, remote, false);
    }

    /** The same columns seen from the other side. */
    public RelationshipJoin reversed() {
        return link == null
                ? new RelationshipJoin(reversed(local), null, List.of(), !isForeignKeyLocal)
                : new RelationshipJoin(reversed(remote), link, reversed(local), false);
    }

    private static List<ColumnPair> reversed(List<ColumnPair> pairs) {
        var reversed = new ArrayList<ColumnPair>(pairs.size());
        pairs.forEach(pair -> reversed.add(pair.reversed()));
        return Collections.unmodifiableList(reversed);
    }
}
