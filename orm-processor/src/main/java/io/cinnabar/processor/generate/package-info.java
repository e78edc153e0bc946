/** Writes the sources: the metamodel with table, mapper, accessor and reference, and the provider of a package. */
@NullMarked
package io.cinnabar.processor.generate;

import org.jspecify.annotations.NullMarked;
