package io.cinnabar.orm.load;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.InstanceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what belongs to each owner, from rows of which each says a part. Each object counts once for an owner. */
final class RelatedRows {
    private final Map<InstanceState<?>, Map<RelationshipAttribute<?, ?>, Related>> all = new LinkedHashMap<>();

    private static final class Related {
        private final List<Object> objects = new ArrayList<>();
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Says that an owner's relationship is loaded, even if nothing belongs to it. */
    void expect(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        related(owner, relationship);
    }

    /** Says that an object belongs to an owner. */
    void add(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship, Object object) {
        Related related = related(owner, relationship);
        if (related.seen.add(object)) {
            related.objects.add(object);
        }
    }

    private Related related(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        return all.computeIfAbsent(owner, key -> new LinkedHashMap<>())
                .computeIfAbsent(relationship, key -> new Related());
    }

    /** Puts all that was collected into the relationships of the owners. */
    void apply() {
        all.forEach((owner, relationships) -> relationships.forEach(
                (relationship, related) -> RelationshipWriter.write(owner, relationship, related.objects)));
        all.clear();
    }
}
