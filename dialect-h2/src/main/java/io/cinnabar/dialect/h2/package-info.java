/** The H2 dialect. */
@NullMarked
package io.cinnabar.dialect.h2;

import org.jspecify.annotations.NullMarked;
