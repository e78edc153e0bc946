package io.cinnabar.tests.orm.model;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.schema.Table;

/** A mapper of a class that no test needs an alias of. */
abstract class PlainMapper<E> extends Mapper<E> {
    private final Source<E> source;

    PlainMapper(Class<E> entityClass, Table table, EntityAccess<E> access) {
        super(entityClass, table, access);
        this.source = new Source<>(this, table);
    }

    /** The class as the source of a statement. */
    static final class Source<E> extends Entity<E> {
        Source(Mapper<E> mapper, Table table) {
            super(mapper, table);
        }
    }

    @Override
    public final Entity<E> entity() {
        return source;
    }

    @Override
    public final Entity<E> alias(String name) {
        throw new UnsupportedOperationException("There is no alias of " + this);
    }
}
