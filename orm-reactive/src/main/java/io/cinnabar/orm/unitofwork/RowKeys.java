package io.cinnabar.orm.unitofwork;

import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of rows in conditions. */
final class RowKeys {
    private RowKeys() {}

    /** The identity that an object has by its attributes, or null. */
    static <E> @Nullable IdentityKey current(InstanceState<E> state) {
        return IdentityKey.of(state.mapper(), state.entity());
    }

    /** That a row is one of those with keys. */
    static Condition in(RowModel model, List<IdentityKey> keys) {
        List<Column<?>> columns = model.keyColumns();
        if (columns.size() == 1) {
            return Bindings.in(
                    columns.get(0), keys.stream().map(IdentityKey::key).toList());
        }
        var alternatives = new ArrayList<Condition>();
        for (IdentityKey key : keys) {
            var parts = new ArrayList<Condition>();
            for (int index = 0; index < columns.size(); index++) {
                parts.add(Bindings.equal(columns.get(index), key.values().get(index)));
            }
            alternatives.add(Sql.and(parts));
        }
        return Sql.or(alternatives);
    }
}
