/** Sessions: objects that stand for rows, changed in memory and written back as a whole. */
@NullMarked
package io.cinnabar.orm;

import org.jspecify.annotations.NullMarked;
