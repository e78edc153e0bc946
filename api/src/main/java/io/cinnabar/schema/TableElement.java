package io.cinnabar.schema;

/** What a table is made of when it has no class of its own: columns and constraints. */
public sealed interface TableElement permits ColumnDefinition, ConstraintDefinition {}
