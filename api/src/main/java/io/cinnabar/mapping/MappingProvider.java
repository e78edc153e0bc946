package io.cinnabar.mapping;

import java.util.List;

/**
 * Hands over the mappers of a package. The annotation processor makes one for each package with mapped classes and
 * registers it for {@link java.util.ServiceLoader}.
 */
public interface MappingProvider {

    /** The mapped classes of the package. */
    List<? extends Entity<?>> entities();
}
