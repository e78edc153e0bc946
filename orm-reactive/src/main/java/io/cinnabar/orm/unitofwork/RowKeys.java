package io.cinnabar.orm.unitofwork;

import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** Keys of objects. */
final class RowKeys {
    private RowKeys() {}

    /** The identity that an object has by its attributes, or null. */
    static <E> @Nullable IdentityKey current(InstanceState<E> state) {
        return IdentityKey.of(state.mapper(), state.entity());
    }
}
