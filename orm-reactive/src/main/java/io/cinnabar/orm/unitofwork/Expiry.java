package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.EmbeddedAttribute;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.RelationshipWriter;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import java.util.List;
import java.util.Map;

/**
 * Lets objects expire: changes that were not written are given up, collections count as not loaded, and the next load
 * of the object reads its row anew. Until then it keeps the values that its row had when it was last seen.
 */
public final class Expiry {
    private final LazyAccess lazyAccess;
    private final Map<Mapper<?>, RowModel> models;

    Expiry(LazyAccess lazyAccess, Map<Mapper<?>, RowModel> models) {
        this.lazyAccess = lazyAccess;
        this.models = models;
    }

    /** Whether an object differs from its row. */
    boolean isChanged(InstanceState<?> state) {
        if (models.computeIfAbsent(state.mapper(), RowModel::new).isChanged(state)) {
            return true;
        }
        for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
            if (!RelatedObjects.isUnchanged(state, relationship)) {
                return true;
            }
        }
        return false;
    }

    /** Lets an object expire, if it has a row. */
    public void expire(InstanceState<?> state) {
        if (state.state() == EntityState.PERSISTENT && state.hasValues()) {
            state.mapper().attributes().forEach(attribute -> expire(state, attribute));
            state.expired(true);
        }
    }

    private void expire(InstanceState<?> state, Attribute<?> attribute) {
        if (attribute instanceof RelationshipAttribute<?, ?> relationship) {
            expire(state, relationship);
            return;
        }
        List<MappedColumn> columns = attribute.columns();
        int first = state.mapper().columns().indexOf(columns.get(0));
        if (!state.isColumnWatched(first)) {
            return;
        }
        state.set(
                attribute.index(),
                attribute instanceof EmbeddedAttribute<?> embedded
                        ? embedded.embedded().assemble(place -> state.loaded(first + place))
                        : state.loaded(first));
    }

    private void expire(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        if (relationship.kind().isToMany()) {
            RelationshipWriter.collection(state, relationship, lazyAccess).unload();
            state.unload(relationship);
        } else if (state.isLoaded(relationship)) {
            List<?> related = state.related(relationship);
            state.set(relationship.index(), related.isEmpty() ? null : related.get(0));
        }
    }
}
