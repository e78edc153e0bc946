/** What the ORM promises, for any database: abstract suites with one class for each database. */
@NullMarked
package io.cinnabar.tests.orm;

import org.jspecify.annotations.NullMarked;
