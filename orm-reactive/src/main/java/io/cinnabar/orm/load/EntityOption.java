package io.cinnabar.orm.load;

import io.cinnabar.sql.LoadOption;

/** What a statement says of how an entity is loaded: of its columns, or of a relationship. */
public sealed interface EntityOption extends LoadOption permits ColumnLoad, RelationshipLoad {}
