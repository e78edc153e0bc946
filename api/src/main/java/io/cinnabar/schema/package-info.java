/** Schema metadata: tables, columns, constraints, indexes and sequences, and the DDL statements that create them. */
@NullMarked
package io.cinnabar.schema;

import org.jspecify.annotations.NullMarked;
