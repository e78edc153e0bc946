package io.cinnabar.tests.orm.model;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapper of a class whose attributes statements do not name; of those made with their rows, there are aliases. */
abstract class PlainMapper<E> extends Mapper<E> {
    private final Source<E> source;
    private final @Nullable Function<MetaData, Table> rows;

    PlainMapper(Class<E> entityClass, Table table, EntityAccess<E> access) {
        this(entityClass, table, access, null);
    }

    PlainMapper(Class<E> entityClass, MetaData metadata, Function<MetaData, Table> rows, EntityAccess<E> access) {
        this(entityClass, rows.apply(metadata), access, rows);
    }

    private PlainMapper(
            Class<E> entityClass, Table table, EntityAccess<E> access, @Nullable Function<MetaData, Table> rows) {
        super(entityClass, table, access);
        this.source = new Source<>(this, table);
        this.rows = rows;
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
        if (rows == null) {
            throw new UnsupportedOperationException("There is no alias of " + this);
        }
        return new Source<>(this, table().as(name, rows));
    }
}
