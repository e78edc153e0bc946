/**
 * Test databases and tools for tests.
 *
 * <p>A test class says where it runs with {@link io.cinnabar.tests.support.UsesPostgres} or
 * {@link io.cinnabar.tests.support.UsesH2} and takes its own empty database as a
 * {@link io.cinnabar.tests.support.TestDatabaseUrl} parameter.
 */
@NullMarked
package io.cinnabar.tests.support;

import org.jspecify.annotations.NullMarked;
