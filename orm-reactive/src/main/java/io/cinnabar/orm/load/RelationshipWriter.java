package io.cinnabar.orm.load;

import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.collection.RelatedCollection;
import io.cinnabar.orm.collection.RelatedList;
import io.cinnabar.orm.collection.RelatedSet;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts objects into relationships, without anybody taking it for a change. */
public final class RelationshipWriter {
    private RelationshipWriter() {}

    /** Puts the objects that were loaded into a relationship. */
    public static <E> void write(InstanceState<E> owner, RelationshipAttribute<?, ?> relationship, List<?> objects) {
        EntityAccess<E> access = owner.mapper().access();
        if (relationship.kind().isToMany()) {
            RelatedCollection<Object> collection = collection(owner, relationship, (state, touched, member) -> {});
            collection.load(objects);
        } else {
            access.set(owner.entity(), relationship.index(), objects.isEmpty() ? null : objects.get(0));
        }
        owner.related(relationship, objects);
    }

    /** Empties a reference to an object that is not loaded, as what narrows the load does not hold for it. */
    static void hide(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        if (!relationship.kind().isToMany() && LazyReference.isUnloaded(owner.get(relationship.index()))) {
            write(owner, relationship, List.of());
        }
    }

    /** The collection of a relationship; one that the session made takes the place of another one. */
    @SuppressWarnings("unchecked") // the collection of the attribute's class of objects
    public static <E> RelatedCollection<Object> collection(
            InstanceState<E> owner, RelationshipAttribute<?, ?> relationship, LazyAccess lazyAccess) {
        EntityAccess<E> access = owner.mapper().access();
        @Nullable Object present = access.get(owner.entity(), relationship.index());
        if (present instanceof RelatedCollection<?> related) {
            return (RelatedCollection<Object>) related;
        }
        RelatedCollection<Object> made = relationship.collection() == CollectionKind.SET
                ? new RelatedSet<>(member -> lazyAccess.touched(owner, relationship, member))
                : new RelatedList<>(member -> lazyAccess.touched(owner, relationship, member));
        access.set(owner.entity(), relationship.index(), made);
        return made;
    }
}
