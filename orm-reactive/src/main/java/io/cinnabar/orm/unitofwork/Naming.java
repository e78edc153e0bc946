package io.cinnabar.orm.unitofwork;

import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import java.util.List;

/** What messages call objects. */
final class Naming {
    private static final int SHOWN = 5;

    private Naming() {}

    /** The class and the key: {@code Author 5}; a new object by the order in which it was added. */
    static String of(InstanceState<?> state) {
        IdentityKey key = state.key();
        if (key != null) {
            return state.mapper().name() + " " + key.key();
        }
        return state.mapper().name()
                + (state.order() < 0 ? " (unknown to the session)" : " (new, object " + (state.order() + 1) + ")");
    }

    /** The first of many objects. */
    static String of(List<? extends InstanceState<?>> states) {
        var names = new StringBuilder();
        for (int index = 0; index < Math.min(SHOWN, states.size()); index++) {
            names.append(index == 0 ? "" : ", ").append(of(states.get(index)));
        }
        return names.append(states.size() > SHOWN ? ", … (" + states.size() + " objects)" : "")
                .toString();
    }
}
