package io.cinnabar.orm.load;

import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.IdentityKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What foreign keys say of the objects that they refer to. */
public final class ForeignKeys {
    private ForeignKeys() {}

    /**
     * The identity that the values of a foreign key refer to, in the order of its columns; null where it does not refer
     * to the key of the target, but to other columns of it.
     */
    public static @Nullable IdentityKey identity(
            RelationshipAttribute<?, ?> relationship, List<? extends @Nullable Object> values) {
        Mapper<?> target = relationship.target().mapper();
        List<ColumnPair> pairs = relationship.join().local();
        var key = new ArrayList<@Nullable Object>(pairs.size());
        for (MappedColumn column : target.keyColumns()) {
            int place = placeOf(pairs, column);
            if (place < 0) {
                return null;
            }
            key.add(values.get(place));
        }
        return pairs.size() == key.size() ? IdentityKey.of(target, key) : null;
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
