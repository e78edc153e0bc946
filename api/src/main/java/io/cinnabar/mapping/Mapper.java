package io.cinnabar.mapping;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.MappingException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a class is mapped to a table: extend it with a class whose constructor declares the attributes, or let the
 * annotation processor make it. Complete and safe to share when its constructor has returned.
 *
 * @param <E> the mapped class
 */
public abstract class Mapper<E> {
    private final Class<E> entityClass;
    private final Table table;
    private final EntityAccess<E> access;
    private final List<Attribute<E>> attributes = new ArrayList<>();
    private final List<RelationshipAttribute<E, ?>> relationships = new ArrayList<>();
    private final List<MappedColumn> columns = new ArrayList<>();
    private final List<MappedColumn> keyColumns = new ArrayList<>();
    private final Map<Column<?>, Integer> places = new IdentityHashMap<>();
    private final List<Attribute<E>> attributesView = Collections.unmodifiableList(attributes);
    private final List<RelationshipAttribute<E, ?>> relationshipsView = Collections.unmodifiableList(relationships);
    private final List<MappedColumn> columnsView = Collections.unmodifiableList(columns);
    private final List<MappedColumn> keyColumnsView = Collections.unmodifiableList(keyColumns);
    private final Map<LifecycleEvent, List<LifecycleCallback<? super E>>> callbacks =
            new EnumMap<>(LifecycleEvent.class);
    private KeyGeneration keyGeneration = KeyGeneration.ASSIGNED;
    private @Nullable Embedded<?> keyClass;
    private @Nullable BasicAttribute<E> version;
    private @Nullable VersionGenerator versionGenerator;

    /**
     * A mapper.
     *
     * @param entityClass the mapped class
     * @param table the table of its rows
     * @param access makes its objects and reads and writes their attributes
     */
    protected Mapper(Class<E> entityClass, Table table, EntityAccess<E> access) {
        this.entityClass = entityClass;
        this.table = table;
        this.access = access;
    }

    /** Declares an attribute of one column, which INSERT and UPDATE write unless the database makes its value. */
    protected final void basic(String name, Column<?> column) {
        basic(name, column, true, true);
    }

    /** Declares an attribute of one column, saying which statements write it. */
    protected final void basic(String name, Column<?> column, boolean isInsertable, boolean isUpdatable) {
        add(new BasicAttribute<>(
                this, name, attributes.size(), MappedColumn.of(column, attributes.size(), isInsertable, isUpdatable)));
    }

    /** Declares an attribute that belongs to the key, which is never updated. */
    protected final void key(String name, Column<?> column) {
        basic(name, column, true, false);
        keyColumns.add(columns.get(columns.size() - 1));
    }

    /** Declares an attribute of an embeddable class that is the key. */
    protected final void key(String name, Embedded<?> embedded) {
        embedded(name, embedded, true, false);
        keyColumns.addAll(attributes.get(attributes.size() - 1).columns());
        keyClass = embedded;
    }

    /**
     * Declares the class that holds the key in {@code get(…)}, where the key is of several attributes.
     *
     * @param keyClass the class, whose parts are the attributes of the key in their order
     */
    protected final void keyClass(Embedded<?> keyClass) {
        this.keyClass = keyClass;
    }

    /** Declares where the keys of new objects come from. */
    protected final void keyGeneration(KeyGeneration generation) {
        this.keyGeneration = generation;
    }

    /** Declares the attribute that counts the changes of a row, by which concurrent ones are found. */
    protected final void version(String name, Column<?> column) {
        var attribute = new BasicAttribute<>(
                this, name, attributes.size(), MappedColumn.of(column, attributes.size(), true, true));
        add(attribute);
        version = attribute;
    }

    /** Declares the attribute that counts the changes of a row, in a way of the program's own. */
    protected final void version(String name, Column<?> column, VersionGenerator generator) {
        version(name, column);
        versionGenerator = generator;
    }

    /** Declares an attribute of an embeddable class. */
    protected final void embedded(String name, Embedded<?> embedded) {
        embedded(name, embedded, true, true);
    }

    /** Declares an attribute of an embeddable class, saying which statements write it. */
    protected final void embedded(String name, Embedded<?> embedded, boolean isInsertable, boolean isUpdatable) {
        int index = attributes.size();
        add(new EmbeddedAttribute<>(
                this, name, index, embedded, MappedColumn.of(embedded, index, isInsertable, isUpdatable)));
    }

    /** Declares a relationship whose columns, if it has any, every INSERT and UPDATE writes. */
    protected final <T> void relationship(RelationshipDefinition<T> definition, RelationshipOptions options) {
        relationship(definition, options, true, true);
    }

    /** Declares a relationship, saying which statements write its columns. */
    protected final <T> void relationship(
            RelationshipDefinition<T> definition,
            RelationshipOptions options,
            boolean isInsertable,
            boolean isUpdatable) {
        int index = attributes.size();
        List<MappedColumn> written = definition.foreignKey().stream()
                .map(column -> MappedColumn.of(column, index, isInsertable, isUpdatable))
                .toList();
        var attribute = new RelationshipAttribute<E, T>(this, index, definition, written, options);
        relationships.add(attribute);
        add(attribute);
    }

    /** Declares a method that is called at a moment in the life of an object, after those declared before. */
    protected final void callback(LifecycleEvent event, LifecycleCallback<? super E> callback) {
        callbacks.computeIfAbsent(event, key -> new ArrayList<>()).add(callback);
    }

    private void add(Attribute<E> attribute) {
        if (attributes.stream().anyMatch(present -> present.name().equals(attribute.name()))) {
            throw new MappingException(
                    ErrorCode.MAPPING_INVALID, "Attribute '" + attribute.path() + "' is mapped twice. Map it once.");
        }
        for (MappedColumn column : attribute.columns()) {
            checkColumn(attribute, column);
        }
        attributes.add(attribute);
        for (MappedColumn column : attribute.columns()) {
            if (attribute instanceof RelationshipAttribute<?, ?>) {
                places.putIfAbsent(column.column(), columns.size());
            } else {
                places.put(column.column(), columns.size());
            }
            columns.add(column);
        }
    }

    private void checkColumn(Attribute<E> attribute, MappedColumn column) {
        if (column.column().table() != table) {
            throw new MappingException(
                    ErrorCode.MAPPING_INVALID,
                    "Attribute '" + attribute.path() + "' is mapped to column '" + column
                            + "', which is not a column of '" + table.qualifiedName()
                            + "'. Map it to a column of the class's own table.");
        }
        for (MappedColumn present : columns) {
            if (present.column() == column.column() && writes(present) && writes(column)) {
                throw new MappingException(
                        ErrorCode.MAPPING_INVALID,
                        "Column '" + column + "' is written by attribute '"
                                + attributes.get(present.attribute()).path() + "' and by '" + attribute.path()
                                + "'. Let one of them be insertable = false and updatable = false.");
            }
        }
    }

    private static boolean writes(MappedColumn column) {
        return column.isInsertable() || column.isUpdatable();
    }

    /** The class itself as the source of a statement. */
    public abstract Entity<E> entity();

    /** An alias of the class as the source of a statement. */
    public abstract Entity<E> alias(String name);

    /** The mapped class. */
    public final Class<E> entityClass() {
        return entityClass;
    }

    /** The simple name of the class: what messages call it. */
    public final String name() {
        return entityClass.getSimpleName();
    }

    /** The table of its rows. */
    public final Table table() {
        return table;
    }

    /** Makes its objects and reads and writes their attributes. */
    public final EntityAccess<E> access() {
        return access;
    }

    /** The attributes, each at the place of its index. */
    public final List<Attribute<E>> attributes() {
        return attributesView;
    }

    /** The attributes that refer to objects of mapped classes. */
    public final List<RelationshipAttribute<E, ?>> relationships() {
        return relationshipsView;
    }

    /** The columns of all attributes, in their order; a column that two attributes share is there twice. */
    public final List<MappedColumn> columns() {
        return columnsView;
    }

    /** Whether an attribute is mapped to a column. */
    public final boolean isMapped(Column<?> column) {
        return places.containsKey(column);
    }

    /**
     * The place of a column in {@link #columns()}; of one that an attribute shares with a relationship, that of the
     * attribute. Signals an error if it is not mapped.
     */
    public final int place(Column<?> column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND, "Column '" + column + "' is not mapped by " + this + ".");
        }
        return place;
    }

    /** The columns of the key. */
    public final List<MappedColumn> keyColumns() {
        return keyColumnsView;
    }

    /** Whether a column, by its place among those of all attributes, belongs to the key. */
    public final boolean isKey(int place) {
        MappedColumn column = columns.get(place);
        for (int index = 0; index < keyColumns.size(); index++) {
            if (keyColumns.get(index) == column) {
                return true;
            }
        }
        return false;
    }

    /** The class that holds a key of several columns, or null where the key is one column or a list. */
    public final @Nullable Embedded<?> keyClass() {
        return keyClass;
    }

    /** Where the keys of new objects come from. */
    public final KeyGeneration keyGeneration() {
        return keyGeneration;
    }

    /** The attribute that counts the changes of a row, or null. */
    public final @Nullable BasicAttribute<E> version() {
        return version;
    }

    /** What makes the versions, or null where numbers count up, times are now, and UUIDs are random. */
    public final @Nullable VersionGenerator versionGenerator() {
        return versionGenerator;
    }

    /** What is called at a moment in the life of an object, in its order. */
    public final List<LifecycleCallback<? super E>> callbacks(LifecycleEvent event) {
        return callbacks.getOrDefault(event, List.of());
    }

    /** The attribute with a name. Signals an error if there is none. */
    public final Attribute<E> attribute(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name, "attribute"));
    }

    /** The relationship with a name. Signals an error if there is none. */
    public final RelationshipAttribute<E, ?> relationship(String name) {
        return relationships.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name, "relationship"));
    }

    private MappingException missing(String name, String what) {
        return new MappingException(
                ErrorCode.MAPPING_INVALID,
                "The class " + name() + " has no " + what + " '" + name + "'; its attributes are "
                        + attributes.stream().map(Attribute::name).toList() + ".");
    }

    /** The class and its table. */
    @Override
    public final String toString() {
        return name() + " (" + table.qualifiedName() + ")";
    }
}
