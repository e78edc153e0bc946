package io.cinnabar.schema;

import io.cinnabar.sql.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A condition that every row fulfils.
 *
 * @param table the table
 * @param name the name, or null where the database gives one
 * @param condition the condition; its values are written into the DDL as literals
 */
public record CheckConstraint(Table table, @Nullable String name, Condition condition) implements Constraint {}
