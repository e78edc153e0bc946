/**
 * The annotation processor: makes the typed metamodel and the mappers of classes annotated with
 * {@code jakarta.persistence}.
 */
@NullMarked
package io.cinnabar.processor;

import org.jspecify.annotations.NullMarked;
