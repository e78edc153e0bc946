/**
 * The dialect suite: what every dialect must do, written once and extended by one class for each database. A dialect of
 * a third party can extend it too.
 */
@NullMarked
package io.cinnabar.tests.suite;

import org.jspecify.annotations.NullMarked;
