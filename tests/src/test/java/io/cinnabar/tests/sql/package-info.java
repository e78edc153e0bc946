/** The SQL of constructs, in each dialect. */
@NullMarked
package io.cinnabar.tests.sql;

import org.jspecify.annotations.NullMarked;
