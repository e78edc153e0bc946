package io.cinnabar.tests.orm.model;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.MappingProvider;
import io.cinnabar.mapping.Mappings;
import java.util.ArrayList;
import java.util.List;

/** All mapped classes of the tests. */
public final class Models implements MappingProvider {
    /** For {@link java.util.ServiceLoader}. */
    public Models() {}

    @Override
    public List<? extends Entity<?>> entities() {
        var all = new ArrayList<Entity<?>>(Plain.all());
        all.addAll(Keyed.all());
        all.addAll(Related.all());
        all.addAll(Versioned.all());
        all.addAll(List.of(User_.ENTITY, Address_.ENTITY));
        return all;
    }

    /** All of them. */
    public static Mappings mappings() {
        return Mappings.of(
                new Models().entities().stream().map(Entity::entityClass).toArray(Class<?>[]::new));
    }
}
