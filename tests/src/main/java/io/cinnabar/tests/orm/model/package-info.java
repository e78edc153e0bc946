/** Mapped classes of the tests, with mappers written by hand in the shape of what the annotation processor makes. */
@NullMarked
package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.NullMarked;
