package io.cinnabar.tests.orm.model;

import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.LazyReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes the fields of a class by functions, in the order in which they were given. */
final class FieldAccess<E> implements EntityAccess<E> {
    private final Supplier<E> constructor;
    private final @Nullable Supplier<? extends E> reference;
    private final List<Field<E>> fields = new ArrayList<>();

    private record Field<E>(Function<E, @Nullable Object> getter, BiConsumer<E, @Nullable Object> setter) {}

    FieldAccess(Supplier<E> constructor, @Nullable Supplier<? extends E> reference) {
        this.constructor = constructor;
        this.reference = reference;
    }

    FieldAccess<E> field(Function<E, @Nullable Object> getter, BiConsumer<E, @Nullable Object> setter) {
        fields.add(new Field<>(getter, setter));
        return this;
    }

    @Override
    public E create() {
        return constructor.get();
    }

    @Override
    public @Nullable E createReference() {
        @Nullable E made = reference == null ? null : reference.get();
        assert made == null || made instanceof LazyReference;
        return made;
    }

    @Override
    public @Nullable Object get(E entity, int attribute) {
        return fields.get(attribute).getter().apply(entity);
    }

    @Override
    public void set(E entity, int attribute, @Nullable Object value) {
        fields.get(attribute).setter().accept(entity, value);
    }
}
