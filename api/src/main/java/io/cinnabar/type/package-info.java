/** SQL types: what a value is called in the database and which Java class carries it. */
@NullMarked
package io.cinnabar.type;

import org.jspecify.annotations.NullMarked;
