package io.cinnabar.mapping;

import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.EntityExpression;
import io.cinnabar.sql.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapped class as the source of a statement: its table, or an alias of it. The processor makes a subclass with the
 * columns and relationships as fields; {@code User_.as("manager")} makes an alias. Two aliases of the same name are the
 * same source. Immutable once constructed.
 *
 * @param <E> the mapped class
 */
public abstract class Entity<E> extends EntityExpression<E> {
    private final Mapper<E> mapper;
    private final Table table;
    private volatile @Nullable List<Expression<?>> columns;

    /**
     * The source of a mapped class.
     *
     * @param mapper how the class is mapped
     * @param table the table of the mapper, or a class-typed alias of it
     */
    protected Entity(Mapper<E> mapper, Table table) {
        this.mapper = mapper;
        this.table = table;
    }

    /** How the class is mapped. */
    public final Mapper<E> mapper() {
        return mapper;
    }

    @Override
    public final Class<E> entityClass() {
        return mapper.entityClass();
    }

    @Override
    public final Table table() {
        return table;
    }

    /** Declares a relationship to one object. */
    @SuppressWarnings("unchecked") // the class that declares it is made beside its mapper
    protected final <T> ToOne<E, T> toOne(String name) {
        var attribute = (RelationshipAttribute<E, T>) mapper.relationship(name);
        return new ToOne<>(this, attribute, attribute::target, List.of());
    }

    /** Declares a relationship to many objects. */
    @SuppressWarnings("unchecked") // the class that declares it is made beside its mapper
    protected final <T> ToMany<E, T> toMany(String name) {
        var attribute = (RelationshipAttribute<E, T>) mapper.relationship(name);
        return new ToMany<>(this, attribute, attribute::target, List.of());
    }

    @Override
    public final List<Expression<?>> columns() {
        List<Expression<?>> known = columns; // a race makes the same list twice, which does no harm
        if (known == null) {
            known = mapper.columns().stream()
                    .<Expression<?>>map(column -> of(column.column()))
                    .toList();
            columns = known;
        }
        return known;
    }

    /** The column of this source for one of the mapped table. */
    public final Column<?> of(Column<?> column) {
        return table == column.table() ? column : table.column(column.name());
    }

    /** The class, and the name of the alias if it is one. */
    @Override
    public final String toString() {
        String alias = table.aliasName();
        return entityClass().getSimpleName() + (alias == null ? "" : " " + alias);
    }
}
