package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.CircularDependencyException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.schema.Column;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of rows that refer to each other, in levels: each row is behind those that it refers to. Where that is not
 * possible, or would take many levels, columns that can be NULL are written later, when all rows are there. Used once.
 */
final class InsertOrder {
    private static final int MOST_LEVELS = 16;

    private final List<RowWrite> rows;
    private final List<Reference> references;
    private final Set<Reference> deferred = new LinkedHashSet<>();

    /** A row that refers to another one by columns. */
    record Reference(RowWrite from, RowWrite to, List<Column<?>> columns) {
        boolean isOptional() {
            return columns.stream().allMatch(Column::isNullable);
        }

        /** Whether a row refers to itself by a key that is known before: its own INSERT can write that. */
        boolean isToKnownSelf() {
            return from == to
                    && columns.stream()
                            .map(column -> from.cells().get(column))
                            .allMatch(cell -> cell != null
                                    && from.cells().containsKey(from.model().column(cell.place())));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    InsertOrder(List<RowWrite> rows, List<Reference> references) {
        this.rows = rows;
        this.references = references.stream()
                .filter(reference -> !reference.isToKnownSelf())
                .toList();
        this.references.stream()
                .filter(reference -> reference.from() == reference.to() && reference.isOptional())
                .forEach(deferred::add);
    }

    /** The references between rows that are inserted together. */
    static List<Reference> references(Collection<RowWrite> rows) {
        Map<InstanceState<?>, RowWrite> byState = new IdentityHashMap<>();
        rows.forEach(row -> byState.put(row.state(), row));
        var references = new ArrayList<Reference>();
        for (RowWrite row : rows) {
            if (!row.hasSources()) {
                continue;
            }
            Map<RowWrite, List<Column<?>>> columns = new LinkedHashMap<>();
            row.cells().forEach((column, cell) -> {
                RowWrite source = cell.source() == null ? null : byState.get(cell.source());
                if (source != null) {
                    columns.computeIfAbsent(source, key -> new ArrayList<>()).add(column);
                }
            });
            columns.forEach((source, written) -> references.add(new Reference(row, source, List.copyOf(written))));
        }
        return references;
    }

    /** The references that are written later. */
    Set<Reference> deferred() {
        return deferred;
    }

    /** The rows in levels. */
    List<List<RowWrite>> levels() {
        List<List<RowWrite>> levels = sorted();
        for (List<Column<?>> columns : optional()) {
            if (levels != null && levels.size() <= MOST_LEVELS) {
                break;
            }
            Set<Reference> circular = levels == null ? circular() : null;
            references.stream()
                    .filter(reference -> reference.columns().equals(columns))
                    .filter(reference -> circular == null || circular.contains(reference))
                    .forEach(deferred::add);
            levels = sorted();
        }
        if (levels == null) {
            throw circle();
        }
        return levels;
    }

    /** The foreign keys that can be NULL. */
    private Set<List<Column<?>>> optional() {
        var optional = new LinkedHashSet<List<Column<?>>>();
        for (Reference reference : references) {
            if (reference.isOptional()) {
                optional.add(reference.columns());
            }
        }
        return optional;
    }

    /** The rows in levels; null where they refer to each other in a circle. */
    private @Nullable List<List<RowWrite>> sorted() {
        if (references.isEmpty()) {
            return rows.isEmpty() ? List.of() : List.of(rows);
        }
        Map<RowWrite, Integer> missing = new IdentityHashMap<>();
        Map<RowWrite, List<RowWrite>> waiting = new IdentityHashMap<>();
        for (Reference reference : references) {
            if (!deferred.contains(reference)) {
                missing.merge(reference.from(), 1, Integer::sum);
                waiting.computeIfAbsent(reference.to(), key -> new ArrayList<>())
                        .add(reference.from());
            }
        }
        Map<RowWrite, Integer> level = new IdentityHashMap<>();
        Queue<RowWrite> ready = new ArrayDeque<>();
        for (RowWrite row : rows) {
            if (!missing.containsKey(row)) {
                level.put(row, 0);
                ready.add(row);
            }
        }
        while (!ready.isEmpty()) {
            RowWrite row = ready.remove();
            for (RowWrite next : waiting.getOrDefault(row, List.of())) {
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    level.put(next, level.getOrDefault(row, 0) + 1);
                    ready.add(next);
                }
            }
        }
        return level.size() < rows.size() ? null : byLevel(level);
    }

    private List<List<RowWrite>> byLevel(Map<RowWrite, Integer> level) {
        var levels = new ArrayList<List<RowWrite>>();
        for (RowWrite row : rows) {
            int number = level.getOrDefault(row, 0);
            while (levels.size() <= number) {
                levels.add(new ArrayList<>());
            }
            levels.get(number).add(row);
        }
        return levels;
    }

    /** The references that are part of a circle. */
    private Set<Reference> circular() {
        Map<RowWrite, List<RowWrite>> dependencies = new IdentityHashMap<>();
        for (Reference reference : references) {
            if (!deferred.contains(reference)) {
                dependencies
                        .computeIfAbsent(reference.from(), key -> new ArrayList<>())
                        .add(reference.to());
            }
        }
        Map<RowWrite, Integer> circleOf = new IdentityHashMap<>();
        int number = 0;
        for (List<RowWrite> circle : DependencySorter.sort(rows, row -> dependencies.getOrDefault(row, List.of()))) {
            number++;
            for (RowWrite row : circle) {
                circleOf.put(row, number);
            }
        }
        var circular = new LinkedHashSet<Reference>();
        for (Reference reference : references) {
            if (Objects.equals(circleOf.get(reference.from()), circleOf.get(reference.to()))) {
                circular.add(reference);
            }
        }
        return circular;
    }

    private CircularDependencyException circle() {
        Reference one = circular().iterator().next();
        return new CircularDependencyException(
                ErrorCode.CIRCULAR_DEPENDENCY,
                Naming.of(one.from().state()) + " and " + Naming.of(one.to().state())
                        + " refer to each other, directly or by others, and none of the columns that do so can be NULL ('"
                        + one.columns().get(0) + "' is one). No order of INSERTs can write them. Let one of the columns"
                        + " be nullable, so that it can be written when all rows are there.");
    }
}
