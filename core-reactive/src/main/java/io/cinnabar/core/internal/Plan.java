package io.cinnabar.core.internal;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.type.ArrayType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A compiled statement with all that is needed to execute it: the codecs of its binds and of its columns. Serves every
 * statement of the same structure. Immutable.
 */
final class Plan {
    private final Compiled compiled;
    private final List<ValueCodec<?>> bindCodecs;
    private final ValueCodec<?>[] columnCodecs;
    private final List<String> columnNames;
    private final Set<String> parameterNames;

    Plan(Compiled compiled, ValueCodecs codecs) {
        this.compiled = compiled;
        this.bindCodecs = compiled.slots().stream()
                .<ValueCodec<?>>map(slot -> codecs.codec(boundType(slot)))
                .toList();
        this.columnCodecs = compiled.selected().stream()
                .map(expression -> codecs.codec(expression.type()))
                .toArray(ValueCodec<?>[]::new);
        this.columnNames = List.copyOf(names(compiled.selected()));
        this.parameterNames = compiled.slots().stream()
                .map(slot -> slot.source() instanceof BindSlot.Named named ? named.name() : null)
                .filter(name -> name != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static io.cinnabar.type.SqlType<?> boundType(BindSlot slot) {
        return slot.isExpanding() && slot.type() instanceof ArrayType<?> array ? array.element() : slot.type();
    }

    private static List<String> names(List<Expression<?>> selected) {
        var names = new ArrayList<String>(selected.size());
        for (int index = 0; index < selected.size(); index++) {
            @Nullable String name = selected.get(index).node().name();
            names.add(name == null ? "column_" + (index + 1) : name);
        }
        return names;
    }

    Compiled compiled() {
        return compiled;
    }

    ValueCodec<?> bindCodec(int slot) {
        return bindCodecs.get(slot);
    }

    ValueCodec<?>[] columnCodecs() {
        return columnCodecs;
    }

    /**
     * The header of the rows of a statement: expressions are found in it by their identity, which each statement has
     * its own.
     */
    RowHeader header(RowStatement<?> statement) {
        return new RowHeader(columnNames, statement.selected());
    }

    /** The names of the parameters whose values a caller gives. */
    Set<String> parameterNames() {
        return parameterNames;
    }
}
