/** JMH benchmarks and the database benchmark. */
@NullMarked
package io.cinnabar.benchmarks;

import org.jspecify.annotations.NullMarked;
