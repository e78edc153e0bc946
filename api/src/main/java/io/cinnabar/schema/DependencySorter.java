package io.cinnabar.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts tables so that each comes behind those that it refers to. Foreign keys between tables that refer to each other
 * in a circle cannot be created with their tables; they are set apart. Order is stable: tables without a dependency
 * between them keep the order in which they were given.
 */
public final class DependencySorter {
    private final Set<Table> tables;
    private final Map<Table, Integer> numbers = new HashMap<>();
    private final Map<Table, Integer> lowest = new HashMap<>();
    private final Deque<Table> open = new ArrayDeque<>();
    private final Set<Table> onStack = new HashSet<>();
    private final List<Table> sorted = new ArrayList<>();
    private final List<ForeignKeyConstraint> cyclic = new ArrayList<>();

    /**
     * Tables in the order in which they can be created.
     *
     * @param tables the tables
     * @param cyclicForeignKeys the foreign keys that must be added once all tables exist
     */
    public record Order(List<Table> tables, List<ForeignKeyConstraint> cyclicForeignKeys) {}

    private DependencySorter(List<Table> tables) {
        this.tables = new LinkedHashSet<>(tables);
    }

    /** Sorts tables. */
    public static Order sort(List<Table> tables) {
        var sorter = new DependencySorter(tables);
        for (Table table : sorter.tables) {
            if (!sorter.numbers.containsKey(table)) {
                sorter.visit(table);
            }
        }
        return new Order(List.copyOf(sorter.sorted), List.copyOf(sorter.cyclic));
    }

    /** Tarjan's strongly connected components, which come out with the referred tables first. */
    private void visit(Table start) {
        Deque<Visit> path = new ArrayDeque<>();
        path.push(enter(start));
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.next < visit.referred.size()) {
                Table target = visit.referred.get(visit.next++);
                if (!numbers.containsKey(target)) {
                    path.push(enter(target));
                } else if (onStack.contains(target)) {
                    lowest.merge(visit.table, number(numbers, target), Math::min);
                }
            } else {
                path.pop();
                leave(visit.table);
                if (!path.isEmpty()) {
                    lowest.merge(path.peek().table, number(lowest, visit.table), Math::min);
                }
            }
        }
    }

    private Visit enter(Table table) {
        numbers.put(table, numbers.size());
        lowest.put(table, numbers.size() - 1);
        open.push(table);
        onStack.add(table);
        return new Visit(table, referred(table));
    }

    private void leave(Table table) {
        if (number(lowest, table) != number(numbers, table)) {
            return;
        }
        var component = new ArrayList<Table>();
        Table member;
        do {
            member = open.pop();
            onStack.remove(member);
            component.add(0, member);
        } while (member != table);
        sorted.addAll(component);
        if (component.size() > 1) {
            for (Table each : component) {
                each.foreignKeys().stream()
                        .filter(key -> key.referredTable() != each && component.contains(key.referredTable()))
                        .forEach(cyclic::add);
            }
        }
    }

    private static int number(Map<Table, Integer> map, Table table) {
        return map.getOrDefault(table, 0);
    }

    private List<Table> referred(Table table) {
        return table.foreignKeys().stream()
                .map(ForeignKeyConstraint::referredTable)
                .filter(target -> target != table && tables.contains(target))
                .distinct()
                .toList();
    }

    private static final class Visit {
        private final Table table;
        private final List<Table> referred;
        private int next;

        Visit(Table table, List<Table> referred) {
            this.table = table;
            this.referred = referred;
        }
    }
}
