package io.cinnabar.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of a table.
 *
 * @param table the table
 * @param name the name, or null where the database gives one
 * @param columns the columns, one or more
 */
public record PrimaryKeyConstraint(Table table, @Nullable String name, List<Column<?>> columns) implements Constraint {}
