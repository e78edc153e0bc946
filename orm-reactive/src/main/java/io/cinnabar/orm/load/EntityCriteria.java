package io.cinnabar.orm.load;

import io.cinnabar.mapping.Entity;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.LoadOption;
import io.cinnabar.sql.TableExpression;

/**
 * A condition on a mapped class wherever it is loaded: in FROM, in joins, and in relationships. Immutable; made by
 * {@link io.cinnabar.orm.Loading}.
 */
public final class EntityCriteria implements LoadOption {
    private final Entity<?> entity;
    private final Condition condition;

    /** A condition on a class. */
    public EntityCriteria(Entity<?> entity, Condition condition) {
        this.entity = entity;
        this.condition = condition;
    }

    /** Whether a table, or an alias of one, is that of the class. */
    boolean isAbout(TableExpression table) {
        return table.original() == entity.table().original();
    }

    /** The condition about the table or an alias of it. */
    Condition over(TableExpression table) {
        Table own = entity.table();
        return condition.over(own, table);
    }

    @Override
    public String toString() {
        return entity + " where " + condition;
    }
}
