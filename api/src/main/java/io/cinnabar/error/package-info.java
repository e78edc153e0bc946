/** Every error that Cinnabar signals, under one unchecked root: {@link io.cinnabar.error.CinnabarException}. */
@NullMarked
package io.cinnabar.error;

import org.jspecify.annotations.NullMarked;
