/** Sessions against the same by hand on the driver. */
@NullMarked
package io.cinnabar.benchmarks.orm;

import org.jspecify.annotations.NullMarked;
