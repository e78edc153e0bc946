/**
 * How classes are mapped to tables: mappers with their attributes and relationships, the typed handles by which
 * statements name them, and the seams through which a session reads and writes objects. The annotation processor makes
 * all of it from classes annotated with {@code jakarta.persistence}; it can be written by hand as well.
 */
@NullMarked
package io.cinnabar.mapping;

import org.jspecify.annotations.NullMarked;
