package io.cinnabar.orm.load;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Ordering;
import io.cinnabar.sql.SortKey;
import java.util.ArrayList;
import java.util.List;

/** The order in which the objects of a relationship are loaded. */
final class CollectionOrder {
    private CollectionOrder() {}

    /** The keys, by the columns of the target or of an alias of it. */
    static List<SortKey> of(RelationshipAttribute<?, ?> relationship, Entity<?> target) {
        var keys = new ArrayList<SortKey>();
        for (Ordering ordering : relationship.options().orderBy().get()) {
            SortKey key = ordering.sortKey();
            keys.add(key.operand() instanceof Column<?> column ? key.over(target.of(column)) : key);
        }
        return keys;
    }
}
