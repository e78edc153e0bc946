/** From a statement tree to the SQL text of a dialect: pure, without I/O. */
@NullMarked
package io.cinnabar.compile;

import org.jspecify.annotations.NullMarked;
