/** Listening to what an engine does. */
@NullMarked
package io.cinnabar.core.event;

import org.jspecify.annotations.NullMarked;
