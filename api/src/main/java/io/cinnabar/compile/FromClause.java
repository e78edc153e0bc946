package io.cinnabar.compile;

import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.sql.Alias;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.JoinClause;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sources;
import io.cinnabar.sql.TableExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The FROM clause of a select, worked out from what the select uses: items that were given, then items whose columns
 * are selected or compared, and where that gives none, those of the groups and the order; joins go to the item that
 * they belong to. An inferred item that an enclosing query has too is left out of a subquery, unless nothing else would
 * remain.
 */
final class FromClause {

    /**
     * A join with its condition.
     *
     * @param left the item that the foreign key was found on, where the condition comes from one
     */
    record Joined(
            JoinClause.Kind kind,
            FromItem target,
            @Nullable ExpressionNode condition,
            @Nullable FromItem left,
            List<TableExpression.ColumnPair> keyPairs) {}

    /** An item with what is joined to it. */
    record Element(FromItem item, List<Joined> joins) {
        boolean holds(FromItem other) {
            return isSame(item, other) || joins.stream().anyMatch(join -> isSame(join.target, other));
        }
    }

    private final List<Element> elements;

    private FromClause(List<Element> elements) {
        this.elements = elements;
    }

    static FromClause of(Select<?> select, Predicate<FromItem> isEnclosing) {
        List<Element> elements = new ArrayList<>();
        roots(select, isEnclosing).forEach(item -> elements.add(new Element(item, new ArrayList<>())));
        for (JoinClause join : select.joins()) {
            attach(join, elements);
        }
        return new FromClause(List.copyOf(elements));
    }

    List<Element> elements() {
        return elements;
    }

    /** What makes the items of this clause the same ones elsewhere. */
    Set<Object> identities() {
        Set<Object> identities = new LinkedHashSet<>();
        for (Element element : elements) {
            identities.add(element.item.sourceKey());
            element.joins.forEach(join -> identities.add(join.target.sourceKey()));
        }
        return identities;
    }

    private static boolean isSame(FromItem left, FromItem right) {
        return left == right || left.sourceKey().equals(right.sourceKey());
    }

    private static List<FromItem> roots(Select<?> select, Predicate<FromItem> isEnclosing) {
        Map<Object, FromItem> given = new LinkedHashMap<>();
        select.fromItems().forEach(item -> given.putIfAbsent(item.sourceKey(), item));
        Map<Object, FromItem> inferred = new LinkedHashMap<>();
        var sources = new Sources(inferred);
        select.selected().forEach(expression -> sources.node(expression.node()));
        sources.optional(select.whereCondition());
        if (given.isEmpty() && inferred.isEmpty()) {
            // Only then: an item that nothing but ORDER BY names would be a cartesian product, and surely a mistake.
            select.groupKeys().forEach(sources::node);
            sources.optional(select.havingCondition());
            select.sortKeys().forEach(sources::node);
        }
        inferred.keySet().removeAll(given.keySet());
        select.joins().forEach(join -> inferred.remove(join.target().sourceKey()));
        List<FromItem> own =
                inferred.values().stream().filter(isEnclosing.negate()).toList();
        boolean leavesSomething = !given.isEmpty() || !own.isEmpty();
        List<FromItem> roots = new ArrayList<>(given.values());
        roots.addAll(leavesSomething ? own : inferred.values());
        if (roots.isEmpty() && !select.joins().isEmpty()) {
            throw new CompilationException(
                    ErrorCode.COMPILATION_FAILED,
                    "The select has a join but nothing to join to. Name the left side with from(…).");
        }
        return roots;
    }

    private static void attach(JoinClause join, List<Element> elements) {
        if (join.condition() != null || join.kind() == JoinClause.Kind.CROSS) {
            Element left = elements.get(0);
            if (join.condition() != null) {
                Map<Object, FromItem> used = new LinkedHashMap<>();
                new Sources(used).node(join.condition());
                left = elements.stream()
                        .filter(element -> used.values().stream().anyMatch(element::holds))
                        .findFirst()
                        .orElse(left);
            }
            left.joins.add(new Joined(join.kind(), join.target(), join.condition(), null, List.of()));
            return;
        }
        attachByForeignKey(join, elements);
    }

    private static void attachByForeignKey(JoinClause join, List<Element> elements) {
        record Candidate(Element element, Joined joined) {}
        List<Candidate> candidates = new ArrayList<>();
        for (Element element : elements) {
            List<FromItem> present = new ArrayList<>();
            present.add(element.item);
            element.joins.forEach(joined -> present.add(joined.target));
            for (FromItem left : present) {
                for (List<TableExpression.ColumnPair> pairs : foreignKeys(left, join.target())) {
                    candidates.add(new Candidate(element, new Joined(join.kind(), join.target(), null, left, pairs)));
                }
            }
        }
        if (candidates.size() != 1) {
            throw new CompilationException(
                    ErrorCode.JOIN_AMBIGUOUS,
                    (candidates.isEmpty() ? "No foreign key connects " : "More than one foreign key connects ")
                            + "'" + join.target().sourceName() + "' with what is in FROM. Give the join its condition: "
                            + "join(target, a.eq(b)).");
        }
        candidates.get(0).element.joins.add(candidates.get(0).joined);
    }

    private static List<List<TableExpression.ColumnPair>> foreignKeys(FromItem left, FromItem right) {
        TableExpression leftTable = table(left);
        TableExpression rightTable = table(right);
        return leftTable == null || rightTable == null ? List.of() : leftTable.foreignKeysBetween(rightTable);
    }

    private static @Nullable TableExpression table(FromItem item) {
        if (item instanceof TableExpression table) {
            return table.original();
        }
        return item instanceof Alias alias ? alias.table() : null;
    }
}
