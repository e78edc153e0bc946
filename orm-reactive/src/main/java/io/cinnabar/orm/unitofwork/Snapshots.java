package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.RelationshipWriter;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what objects are now for what the database has, after it was written. */
final class Snapshots {
    private final LazyAccess lazyAccess;

    Snapshots(LazyAccess lazyAccess) {
        this.lazyAccess = lazyAccess;
    }

    /** Of all columns. */
    void columns(InstanceState<?> state, RowModel model) {
        for (int place = 0; place < model.columns().size(); place++) {
            RelationshipAttribute<?, ?> relationship = model.relationship(place);
            if (relationship == null) {
                state.loaded(place, model.copyOf(state, place));
            } else if (!RowModel.isUntouched(state, relationship)) {
                state.loaded(place, referred(state.get(relationship.index()), relationship, model.referred(place)));
            }
        }
    }

    /** The value of a foreign key that leads to an object: that of the column at a place of its mapper. */
    static @Nullable Object referred(@Nullable Object target, RelationshipAttribute<?, ?> relationship, int place) {
        return target == null ? null : read(relationship, target, place);
    }

    @SuppressWarnings("unchecked") // the relationship says of which class its objects are
    private static <T> @Nullable Object read(RelationshipAttribute<?, T> relationship, Object target, int place) {
        var mapper = relationship.target().mapper();
        return mapper.columns().get(place).read(mapper.access(), (T) target);
    }

    /** Of all relationships that are known; collections of the program become those of the session. */
    void relationships(InstanceState<?> state) {
        for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
            if (!RelatedObjects.isKnown(state, relationship)) {
                continue;
            }
            List<Object> present = RelatedObjects.present(state, relationship);
            if (relationship.kind().isToMany()) {
                RelationshipWriter.collection(state, relationship, lazyAccess).load(present);
            }
            state.related(relationship, present);
        }
    }
}
