/** The SQL expression language: immutable statements, typed expressions and the rows that they return. */
@NullMarked
package io.cinnabar.sql;

import org.jspecify.annotations.NullMarked;
