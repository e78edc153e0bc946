package io.cinnabar.orm.state;

import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of one object: the values of its columns as the database has them, and which of its
 * relationships are loaded. Guarded by the session's persistence context.
 *
 * @param <E> the mapped class
 */
public final class InstanceState<E> {
    /** Stands for a value that was not loaded. */
    private static final Object UNLOADED = new Object();

    /** Stands for a column that was not loaded, with the value that its attribute had all the same. */
    private record Unloaded(@Nullable Object initial) {}

    private final Mapper<E> mapper;
    private final E entity;
    private final long order;
    private final @Nullable Object[] columns;
    private final @Nullable Object[] collections;
    private EntityState state;
    private @Nullable IdentityKey key;
    private boolean isExpired;
    private boolean isPartial;
    private @Nullable Object @Nullable [] seen;
    private @Nullable BitSet marked;

    InstanceState(Mapper<E> mapper, E entity, EntityState state, @Nullable IdentityKey key, long order) {
        this.mapper = mapper;
        this.entity = entity;
        this.order = order;
        this.state = state;
        this.key = key;
        this.columns = new @Nullable Object[mapper.columns().size()];
        this.collections = new @Nullable Object[mapper.attributes().size()];
        Arrays.fill(columns, UNLOADED);
        Arrays.fill(collections, UNLOADED);
    }

    /** How the class is mapped. */
    public Mapper<E> mapper() {
        return mapper;
    }

    /** The object. */
    public E entity() {
        return entity;
    }

    /** Its place in the order in which the session came to know its objects. */
    public long order() {
        return order;
    }

    /** Where it is in its life. */
    public EntityState state() {
        return state;
    }

    /** Sets where it is in its life. */
    public void state(EntityState state) {
        this.state = state;
    }

    /** Its identity, or null as long as it has none. */
    public @Nullable IdentityKey key() {
        return key;
    }

    /** Sets its identity. */
    public void key(@Nullable IdentityKey key) {
        this.key = key;
    }

    /** Whether a column, by its place in the mapper, was loaded or written. */
    public boolean isColumnLoaded(int column) {
        return columns[column] != UNLOADED && !(columns[column] instanceof Unloaded);
    }

    /** Whether it is known if a column was changed: it was loaded, or its attribute has been looked at since. */
    public boolean isColumnWatched(int column) {
        return columns[column] != UNLOADED;
    }

    /**
     * The value of a column as the database has it; where it was not loaded, null or the value that its attribute had
     * when the others were.
     */
    public @Nullable Object loaded(int column) {
        Object value = columns[column];
        if (value instanceof Unloaded unloaded) {
            return unloaded.initial();
        }
        return value == UNLOADED ? null : value;
    }

    /**
     * Notes that a column was not loaded with the others, and what its attribute has instead. The caller has copied it.
     */
    public void leaveOut(int column, @Nullable Object initial) {
        columns[column] = new Unloaded(initial);
        isPartial = true;
    }

    /** Whether some columns were loaded and others left out. */
    public boolean isPartial() {
        if (isPartial) {
            isPartial = Arrays.stream(columns).anyMatch(Unloaded.class::isInstance);
        }
        return isPartial;
    }

    /** Keeps the value of a column as the database has it. The caller has copied what can change. */
    public void loaded(int column, @Nullable Object value) {
        columns[column] = value;
        if (marked != null) {
            marked.clear(column);
        }
    }

    /** Whether the next flush writes a column, by its place in the mapper, whatever its value. */
    public boolean isMarked(int column) {
        return marked != null && marked.get(column);
    }

    /** Has the next flush write a column, by its place in the mapper, whatever its value. */
    public void mark(int column) {
        BitSet all = marked == null ? new BitSet() : marked;
        all.set(column);
        marked = all;
    }

    /** Forgets the value of a column, which then counts as not loaded. */
    public void unload(int column) {
        columns[column] = UNLOADED;
    }

    /** Whether any column of the object was loaded, which for a reference none is, and has not expired since. */
    public boolean isLoaded() {
        return !isExpired && hasValues();
    }

    /** Whether the object stands for a row that was not read. */
    private boolean isReference() {
        return LazyReference.isUnloaded(entity);
    }

    /** Whether the object has values to compare with, be they those that it had when it expired. */
    public boolean hasValues() {
        for (int column = 0; column < columns.length; column++) {
            if (isColumnLoaded(column) && !mapper.isKey(column)) {
                return true;
            }
        }
        return mapper.keyColumns().size() == mapper.columns().size() && isColumnLoaded(0) && !isReference();
    }

    /** Whether the objects of a relationship are known. */
    public boolean isLoaded(RelationshipAttribute<?, ?> relationship) {
        return collections[relationship.index()] != UNLOADED;
    }

    /** The objects of a relationship as the database has them, in their order; empty also where they are not loaded. */
    public List<?> related(RelationshipAttribute<?, ?> relationship) {
        return collections[relationship.index()] instanceof List<?> list ? list : List.of();
    }

    /** Keeps the objects of a relationship as the database has them. */
    public void related(RelationshipAttribute<?, ?> relationship, List<?> objects) {
        collections[relationship.index()] = copy(objects);
    }

    private static List<Object> copy(List<?> objects) {
        return switch (objects.size()) {
            case 0 -> List.of();
            case 1 -> Collections.singletonList(objects.get(0));
            default -> Collections.unmodifiableList(new ArrayList<>(objects));
        };
    }

    /** The objects of a relationship of a new object when it was added, which it may have lost since. */
    public List<?> seen(RelationshipAttribute<?, ?> relationship) {
        return seen != null && seen[relationship.index()] instanceof List<?> list ? list : List.of();
    }

    /** Keeps the objects of a relationship of a new object as they are when it is added. */
    public void seen(RelationshipAttribute<?, ?> relationship, List<?> objects) {
        @Nullable Object[] all = seen == null ? new @Nullable Object[collections.length] : seen;
        all[relationship.index()] = copy(objects);
        seen = all;
    }

    /** Forgets the objects of a relationship, which then counts as not loaded. */
    public void unload(RelationshipAttribute<?, ?> relationship) {
        collections[relationship.index()] = UNLOADED;
    }

    /** Whether what the database has may differ from what was loaded, so that the object is to be loaded anew. */
    public boolean isExpired() {
        return isExpired;
    }

    /** Sets whether what the database has may differ from what was loaded. */
    public void expired(boolean hasExpired) {
        this.isExpired = hasExpired;
        if (hasExpired) {
            marked = null;
        }
    }

    /** The value of an attribute, by its index, that the object has now. */
    public @Nullable Object get(int attribute) {
        return mapper.access().get(entity, attribute);
    }

    /** Sets an attribute of the object. */
    public void set(int attribute, @Nullable Object value) {
        mapper.access().set(entity, attribute, value);
    }

    /** What is known of the row now, to be taken back if the transaction is rolled back. */
    public Memory remember() {
        return new Memory(columns.clone(), collections.clone());
    }

    /** Takes back what was known of the row. */
    public void recall(Memory memory) {
        System.arraycopy(memory.columns, 0, columns, 0, columns.length);
        System.arraycopy(memory.collections, 0, collections, 0, collections.length);
    }

    /** What was known of a row at one time. */
    public static final class Memory {
        private final @Nullable Object[] columns;
        private final @Nullable Object[] collections;

        private Memory(@Nullable Object[] columns, @Nullable Object[] collections) {
            this.columns = columns;
            this.collections = collections;
        }
    }

    /** The value of a column that the object has now. */
    public @Nullable Object current(MappedColumn column) {
        return column.read(mapper.access(), entity);
    }

    /** By its place in the order, which costs less than an identity hash; each state equals itself only. */
    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return mapper.name() + (key == null ? " (new)" : " " + key.key()) + " " + state;
    }
}
