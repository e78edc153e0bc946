package io.cinnabar.mapping;

import io.cinnabar.sql.EntityExpression;
import io.cinnabar.sql.EntityResolver;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the classes that the annotation processor saw. */
public final class DiscoveredEntities implements EntityResolver {

    /** For {@link ServiceLoader}. */
    public DiscoveredEntities() {}

    @Override
    @SuppressWarnings("unchecked") // its class was compared
    public <E> @Nullable EntityExpression<E> resolve(Class<E> entityClass) {
        for (MappingProvider provider : ServiceLoader.load(MappingProvider.class, entityClass.getClassLoader())) {
            for (Entity<?> entity : provider.entities()) {
                if (entity.entityClass() == entityClass) {
                    return (EntityExpression<E>) entity;
                }
            }
        }
        return null;
    }
}
