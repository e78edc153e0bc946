package io.cinnabar.orm.load;

import io.cinnabar.orm.state.InstanceState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that the rows of one statement contained, by the place where they stood. Used by one load. */
final class LoadedStates {
    private final Map<EntityNode<?>, Set<InstanceState<?>>> byNode = new IdentityHashMap<>(1);

    void add(EntityNode<?> node, InstanceState<?> state) {
        if (!node.later().isEmpty()) {
            byNode.computeIfAbsent(node, key -> new LinkedHashSet<>()).add(state);
        }
    }

    /** The relationships that are still to be loaded, and for which objects. */
    List<Pending> pending() {
        var pending = new ArrayList<Pending>();
        byNode.forEach((node, states) ->
                node.later().forEach(load -> pending.add(new Pending(load, List.copyOf(states)))));
        return pending;
    }

    /** A relationship that is still to be loaded, and for which objects. */
    record Pending(RelationshipLoad<?> load, List<InstanceState<?>> owners) {}
}
