package io.cinnabar.schema;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/** An option of a column, made by the functions of {@link Schema}. */
public final class ColumnOption {
    private final Consumer<ColumnDraft> effect;

    ColumnOption(Consumer<ColumnDraft> effect) {
        this.effect = requireNonNull(effect, "effect");
    }

    void apply(ColumnDraft draft) {
        effect.accept(draft);
    }
}
