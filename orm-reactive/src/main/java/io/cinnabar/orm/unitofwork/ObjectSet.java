package io.cinnabar.orm.unitofwork;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects by their identity, whatever their equals says, in the order in which they came. */
final class ObjectSet {
    private final Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object> order = new ArrayList<>();

    ObjectSet() {}

    ObjectSet(Collection<?> objects) {
        objects.forEach(this::add);
    }

    boolean add(Object object) {
        return objects.add(object) && order.add(object);
    }

    boolean contains(@Nullable Object object) {
        return objects.contains(object);
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    List<Object> inOrder() {
        return order;
    }
}
