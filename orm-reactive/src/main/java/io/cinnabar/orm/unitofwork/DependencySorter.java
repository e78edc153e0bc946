package io.cinnabar.orm.unitofwork;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sorts what depends on each other, by the algorithm of Tarjan for strongly connected components: without recursion, as
 * graphs may be deeper than any stack.
 *
 * @param <T> the nodes, told apart by their identity
 */
final class DependencySorter<T> {
    private final Function<? super T, ? extends Collection<T>> dependencies;
    private final Map<T, Node<T>> nodes = new IdentityHashMap<>();
    private final Deque<Node<T>> path = new ArrayDeque<>();
    private final Deque<Node<T>> open = new ArrayDeque<>();
    private final List<List<T>> components = new ArrayList<>();

    private static final class Node<T> {
        private final T value;
        private final int number;
        private final Iterator<T> left;
        private int lowest;
        private boolean isOpen = true;

        Node(T value, int number, Iterator<T> left) {
            this.value = value;
            this.number = number;
            this.lowest = number;
            this.left = left;
        }
    }

    private DependencySorter(Function<? super T, ? extends Collection<T>> dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * The nodes in groups, each behind all that it depends on. A group of more than one node is a circle, in which each
     * depends on all others.
     *
     * @param dependencies what a node depends on
     */
    static <T> List<List<T>> sort(
            Collection<? extends T> nodes, Function<? super T, ? extends Collection<T>> dependencies) {
        var sorter = new DependencySorter<T>(dependencies);
        for (T node : nodes) {
            if (!sorter.nodes.containsKey(node)) {
                sorter.visit(node);
            }
        }
        return sorter.components;
    }

    private void visit(T start) {
        enter(start);
        while (!path.isEmpty()) {
            Node<T> node = path.element();
            if (node.left.hasNext()) {
                T next = node.left.next();
                Node<T> known = nodes.get(next);
                if (known == null) {
                    enter(next);
                } else if (known.isOpen) {
                    node.lowest = Math.min(node.lowest, known.number);
                }
            } else {
                path.remove();
                leave(node);
            }
        }
    }

    private void enter(T value) {
        var node = new Node<>(
                value, nodes.size(), List.<T>copyOf(dependencies.apply(value)).iterator());
        nodes.put(value, node);
        path.push(node);
        open.push(node);
    }

    private void leave(Node<T> node) {
        Node<T> above = path.peek();
        if (above != null) {
            above.lowest = Math.min(above.lowest, node.lowest);
        }
        if (node.lowest == node.number) {
            var component = new ArrayList<T>();
            Node<T> member;
            do {
                member = open.pop();
                member.isOpen = false;
                component.add(member.value);
            } while (member != node);
            Collections.reverse(component);
            components.add(component);
        }
    }
}
