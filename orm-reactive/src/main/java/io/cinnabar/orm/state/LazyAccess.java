package io.cinnabar.orm.state;

import io.cinnabar.mapping.RelationshipAttribute;
import org.jspecify.annotations.Nullable;

/**
 * What happens when something is touched that is not loaded: reactive sessions raise an error, blocking ones load it.
 */
@FunctionalInterface
public interface LazyAccess {

    /**
     * Loads what was touched, or throws.
     *
     * @param owner the object that has the relationship, or that is itself not loaded
     * @param relationship the relationship that was touched, or null for the object itself
     * @param member the method that was called
     */
    void touched(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member);
}
