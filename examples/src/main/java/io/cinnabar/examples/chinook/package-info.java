/**
 * A music store: its data, loaded into a database, and what a shopkeeper asks of it. The tables are classes, the
 * questions are written in the expression language, and both run unchanged on every database that has a dialect.
 */
@NullMarked
package io.cinnabar.examples.chinook;

import org.jspecify.annotations.NullMarked;
