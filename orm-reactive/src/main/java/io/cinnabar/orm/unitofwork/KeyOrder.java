package io.cinnabar.orm.unitofwork;

import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import java.util.List;

/** Orders objects by their keys. */
final class KeyOrder {
    private KeyOrder() {}

    static int compare(InstanceState<?> first, InstanceState<?> second) {
        IdentityKey key = first.key();
        IdentityKey other = second.key();
        if (key == null || other == null) {
            return Long.compare(first.order(), second.order());
        }
        return key.key() instanceof List<?> values && other.key() instanceof List<?> others
                ? compare(values, others)
                : compare(key.key(), other.key());
    }

    private static int compare(List<?> values, List<?> others) {
        for (int index = 0; index < values.size(); index++) {
            int compared = compare(values.get(index), others.get(index));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked") // compared with a value of its own class only
    private static int compare(Object first, Object second) {
        return first instanceof Comparable<?> comparable && first.getClass() == second.getClass()
                ? ((Comparable<Object>) comparable).compareTo(second)
                : first.toString().compareTo(second.toString());
    }
}
