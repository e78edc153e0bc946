package io.cinnabar.orm.load;

import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.RelationshipAttribute;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What foreign keys say of the objects that they refer to. */
public final class ForeignKeys {
    private ForeignKeys() {}

    /**
     * Where the values of the target's key, in its order, stand among the columns of a foreign key; null where that
     * does not refer to the key of the target, but to other columns of it.
     */
    public static int @Nullable [] keyPlaces(RelationshipAttribute<?, ?> relationship) {
        List<MappedColumn> key = relationship.target().mapper().keyColumns();
        List<ColumnPair> pairs = relationship.join().local();
        int[] places = key.stream().mapToInt(column -> placeOf(pairs, column)).toArray();
        boolean isWhole = Arrays.stream(places).allMatch(place -> place >= 0);
        return isWhole && pairs.size() == places.length ? places : null;
    }

    private static int placeOf(List<ColumnPair> pairs, MappedColumn column) {
        for (int place = 0; place < pairs.size(); place++) {
            if (pairs.get(place).right() == column.column()) {
                return place;
            }
        }
        return -1;
    }
}
