/** Runnable programs that show how Cinnabar is used. */
@NullMarked
package io.cinnabar.examples;

import org.jspecify.annotations.NullMarked;
