package io.cinnabar.orm.load;

import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.EmbeddedAttribute;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the objects that stand for rows that are not loaded. */
public final class References {
    private References() {}

    /**
     * The object with an identity: the one that the session has, or a new reference; null where there is no such form.
     */
    @SuppressWarnings("unchecked") // an identity is of the class of its object
    public static <T> @Nullable T find(
            PersistenceContext objects, LazyAccess lazyAccess, Mapper<T> mapper, IdentityKey key) {
        InstanceState<?> known = objects.find(key);
        if (known != null) {
            return (T) known.entity();
        }
        T reference = mapper.access().createReference();
        if (reference == null) {
            return null;
        }
        writeKey(mapper, reference, key);
        InstanceState<T> state = objects.addPersistent(mapper, reference, key);
        List<MappedColumn> keyColumns = mapper.keyColumns();
        for (int index = 0; index < keyColumns.size(); index++) {
            state.loaded(
                    mapper.columns().indexOf(keyColumns.get(index)),
                    key.values().get(index));
        }
        ((LazyReference) reference).lazyInitializer((touched, member) -> lazyAccess.touched(state, null, member));
        return reference;
    }

    /** Writes the values of a key into the attributes of an object. */
    public static <T> void writeKey(Mapper<T> mapper, T entity, IdentityKey key) {
        List<MappedColumn> keyColumns = mapper.keyColumns();
        for (Attribute<T> attribute : mapper.attributes()) {
            int first = keyColumns.indexOf(
                    attribute.columns().isEmpty() ? null : attribute.columns().get(0));
            if (first < 0) {
                continue;
            }
            Object value = attribute instanceof EmbeddedAttribute<?> embedded
                    ? embedded.embedded().assemble(place -> key.values().get(first + place))
                    : key.values().get(first);
            mapper.access().set(entity, attribute.index(), value);
        }
    }
}
