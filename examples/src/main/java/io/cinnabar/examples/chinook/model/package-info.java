/** The rows of the music store as objects, mapped with the annotations of {@code jakarta.persistence}. */
@NullMarked
package io.cinnabar.examples.chinook.model;

import org.jspecify.annotations.NullMarked;
