/** What the blocking bridge must do on every database. */
@NullMarked
package io.cinnabar.tests.blocking;

import org.jspecify.annotations.NullMarked;
