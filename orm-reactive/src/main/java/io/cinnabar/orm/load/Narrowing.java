package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.JoinClause;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sources;
import io.cinnabar.sql.TableExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds to statements what criteria say of the classes in them. */
final class Narrowing {
    private Narrowing() {}

    /** Whether a condition has a column of a table, not counting its subqueries. */
    static boolean uses(Condition condition, TableExpression table) {
        return Sources.of(condition).containsKey(table.sourceKey());
    }

    /** The select where the criteria hold for each of its FROM items and joins. */
    static <R> Select<R> narrowed(Select<R> select, List<EntityCriteria> criteria) {
        if (criteria.isEmpty()) {
            return select;
        }
        Map<Object, FromItem> roots = new LinkedHashMap<>();
        select.fromItems().forEach(item -> roots.putIfAbsent(item.sourceKey(), item));
        select.selected().forEach(expression -> roots.putAll(Sources.of(expression)));
        select.joins().forEach(join -> roots.remove(join.target().sourceKey()));
        var joins = new ArrayList<JoinClause>();
        var conditions = new ArrayList<Condition>();
        for (FromItem root : roots.values()) {
            criteria.stream()
                    .filter(each -> root instanceof TableExpression table && each.isAbout(table))
                    .forEach(each -> conditions.add(each.over((TableExpression) root)));
        }
        for (JoinClause join : select.joins()) {
            joins.add(
                    join.target() instanceof TableExpression table
                            ? narrowed(join, table, criteria, conditions)
                            : join);
        }
        return select.withJoins(joins).where(conditions.toArray(Condition[]::new));
    }

    private static JoinClause narrowed(
            JoinClause join, TableExpression table, List<EntityCriteria> criteria, List<Condition> conditions) {
        JoinClause narrowed = join;
        for (EntityCriteria each : criteria) {
            if (!each.isAbout(table)) {
                continue;
            }
            if (narrowed.condition() != null) {
                narrowed = narrowed.and(each.over(table));
            } else if (join.kind() == JoinClause.Kind.INNER || join.kind() == JoinClause.Kind.CROSS) {
                conditions.add(each.over(table));
            } else {
                throw new InvalidRequestException(
                        ErrorCode.LOAD_OPTION_INVALID,
                        "The criteria '" + each + "' belong into the condition of the join of '" + table.sourceName()
                                + "', which has none of its own. Give the join its condition, or join along the"
                                + " relationship.");
            }
        }
        return narrowed;
    }

    /** The relationship where the criteria hold for what it leads to. */
    static <T> Relationship<?, T> narrowed(Relationship<?, T> relationship, List<EntityCriteria> criteria) {
        Table target = relationship.target().table();
        return relationship.and(criteria.stream()
                .filter(each -> each.isAbout(target))
                .map(each -> each.over(target))
                .toArray(Condition[]::new));
    }
}
