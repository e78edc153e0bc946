package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.EmbeddedAttribute;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.orm.state.InstanceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets the attribute of an object that a column belongs to. */
final class AttributeValues {
    private AttributeValues() {}

    /** Sets the value of a column, by its place; an embedded value is made anew with its other parts. */
    static void set(InstanceState<?> state, int place, @Nullable Object value) {
        MappedColumn column = state.mapper().columns().get(place);
        Attribute<?> attribute = state.mapper().attributes().get(column.attribute());
        state.set(
                attribute.index(),
                attribute instanceof EmbeddedAttribute<?> embedded ? with(state, embedded, column, value) : value);
    }

    private static @Nullable Object with(
            InstanceState<?> state, EmbeddedAttribute<?> attribute, MappedColumn column, @Nullable Object value) {
        List<MappedColumn> columns = attribute.columns();
        return attribute
                .embedded()
                .assemble(part -> columns.get(part) == column ? value : state.current(columns.get(part)));
    }
}
