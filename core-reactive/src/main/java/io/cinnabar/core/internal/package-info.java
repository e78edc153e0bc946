/** How a statement is prepared, bound, executed and read; not for use outside this module. */
@NullMarked
package io.cinnabar.core.internal;

import org.jspecify.annotations.NullMarked;
