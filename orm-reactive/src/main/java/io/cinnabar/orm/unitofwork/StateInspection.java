package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.DetachedEntityException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.RelationshipWriter;
import io.cinnabar.orm.state.ColumnHistory;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.Inspection;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.MutableValues;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.orm.state.RelationshipHistory;
import io.cinnabar.schema.Column;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at an object as the unit of work does. */
final class StateInspection<E> implements Inspection<E> {
    private final PersistenceContext objects;
    private final RowModel model;
    private final Expiry expiry;
    private final LazyAccess lazyAccess;
    private final InstanceState<E> unknown;

    StateInspection(
            PersistenceContext objects,
            RowModel model,
            Expiry expiry,
            LazyAccess lazyAccess,
            InstanceState<E> unknown) {
        this.objects = objects;
        this.model = model;
        this.expiry = expiry;
        this.lazyAccess = lazyAccess;
        this.unknown = unknown;
    }

    private InstanceState<E> known() {
        InstanceState<E> state = objects.find(unknown.entity());
        return state == null ? unknown : state;
    }

    @Override
    public E entity() {
        return unknown.entity();
    }

    @Override
    public Mapper<E> mapper() {
        return unknown.mapper();
    }

    @Override
    public EntityState state() {
        return known().state();
    }

    @Override
    public @Nullable IdentityKey key() {
        return known().key();
    }

    @Override
    public boolean isInSession() {
        return state() == EntityState.PENDING || state() == EntityState.PERSISTENT;
    }

    @Override
    public boolean isMarkedDeleted() {
        return objects.isMarkedDeleted(known());
    }

    @Override
    public boolean isLoaded() {
        return known().isLoaded();
    }

    @Override
    public boolean isExpired() {
        return known().isExpired();
    }

    @Override
    public boolean isModified() {
        InstanceState<E> state = known();
        return state.state() == EntityState.PENDING
                || (state.state() == EntityState.PERSISTENT && expiry.isChanged(state));
    }

    @Override
    public List<Attribute<E>> unloaded() {
        InstanceState<E> state = known();
        return state.state() == EntityState.PERSISTENT
                ? attributes(attribute -> !isLoaded(state, attribute))
                : List.of();
    }

    private boolean isLoaded(InstanceState<E> state, Attribute<E> attribute) {
        return attribute instanceof RelationshipAttribute<?, ?> relationship
                ? RelatedObjects.isLoaded(state, relationship)
                : !state.isExpired()
                        && attribute.columns().stream().allMatch(column -> state.isColumnLoaded(place(column)));
    }

    private int place(MappedColumn column) {
        return model.columns().indexOf(column);
    }

    private List<Attribute<E>> attributes(Predicate<Attribute<E>> condition) {
        return mapper().attributes().stream().filter(condition).toList();
    }

    @Override
    public List<Attribute<E>> modified() {
        InstanceState<E> state = known();
        return attributes(attribute -> attribute instanceof RelationshipAttribute<?, ?> relationship
                ? !RelatedObjects.isUnchanged(state, relationship)
                : attribute.columns().stream().anyMatch(column -> isModified(state, place(column))));
    }

    private boolean isModified(InstanceState<E> state, int place) {
        return state.isMarked(place) || !MutableValues.equal(state.loaded(place), now(state, place));
    }

    @Override
    @SuppressWarnings("unchecked") // a column has values of its type
    public <T extends @Nullable Object> ColumnHistory<T> history(Column<T> column) {
        InstanceState<E> state = known();
        int place = mapper().place(column.original());
        return new ColumnHistory<>(
                column,
                state.isColumnLoaded(place),
                (T) MutableValues.copy(state.loaded(place)),
                (T) now(state, place),
                isModified(state, place));
    }

    private @Nullable Object now(InstanceState<E> state, int place) {
        RelationshipAttribute<?, ?> relationship = model.relationship(place);
        if (relationship == null) {
            return state.current(model.columns().get(place));
        }
        return RowModel.isUntouched(state, relationship)
                ? state.loaded(place)
                : Snapshots.referred(state.get(relationship.index()), relationship, model.referred(place));
    }

    @Override
    public <T> RelationshipHistory<T> history(Relationship<? super E, T> relationship) {
        InstanceState<E> state = known();
        RelationshipAttribute<?, T> attribute = relationship.attribute();
        return new RelationshipHistory<>(
                relationship,
                state.isLoaded(attribute),
                typed(state.related(attribute)),
                typed(RelatedObjects.present(state, attribute)),
                typed(RelatedObjects.added(state, attribute)),
                typed(RelatedObjects.removed(state, attribute)));
    }

    @SuppressWarnings("unchecked") // the relationship says of which class its objects are
    private static <T> List<T> typed(List<?> objects) {
        return (List<T>) objects;
    }

    @Override
    public <T extends @Nullable Object> void setLoaded(Column<T> column, T value) {
        InstanceState<E> state = withRow();
        int place = ownPlace(column);
        AttributeValues.set(state, place, value);
        state.loaded(place, model.copyOf(state, place));
    }

    @Override
    public <T> void setLoaded(Relationship<? super E, T> relationship, Collection<? extends T> related) {
        InstanceState<E> state = withRow();
        RelationshipAttribute<?, T> attribute = relationship.attribute();
        if (!attribute.kind().isToMany() && related.size() > 1) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_OPTION_INVALID,
                    "The relationship '" + attribute.path() + "' of " + Naming.of(state) + " refers to one object, but "
                            + related.size() + " were given to setLoaded(…). Give one or none.");
        }
        related.forEach(object -> checkKnown(object, state, attribute));
        if (attribute.kind().isToMany()) {
            RelationshipWriter.collection(state, attribute, lazyAccess);
        }
        RelationshipWriter.write(state, attribute, List.copyOf(related));
        for (MappedColumn column : attribute.columns()) {
            int place = place(column);
            state.loaded(place, now(state, place));
        }
    }

    private void checkKnown(Object object, InstanceState<E> owner, RelationshipAttribute<?, ?> relationship) {
        InstanceState<?> state = objects.find(object);
        if (state == null || state.key() == null) {
            Mapper<Object> mapper = objects.mappings().mapperOf(object);
            IdentityKey key = IdentityKey.of(mapper, object);
            throw new DetachedEntityException(
                    ErrorCode.ENTITY_FOREIGN,
                    "The object " + mapper.name() + (key == null ? " (new)" : " " + key.key())
                            + " cannot be set as loaded in '" + relationship.path() + "' of " + Naming.of(owner)
                            + ": it stands for no row in this session. Get it from this session, or add(…) it and let"
                            + " the relationship have it as a change.");
        }
    }

    private InstanceState<E> withRow() {
        InstanceState<E> state = known();
        if (state.state() != EntityState.PERSISTENT || !state.hasValues()) {
            throw new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "setLoaded(…) was called for " + Naming.of(state) + ", which is " + state.state()
                            + (state.state() == EntityState.PERSISTENT ? " and was never loaded" : "")
                            + ". Only what stands for a row in this session has loaded values: set the attribute itself"
                            + " if it is to be written, or load the object first.");
        }
        return state;
    }

    /** The place of a column whose attribute is its own: not of the key, nor of a relationship. */
    private int ownPlace(Column<?> column) {
        int place = mapper().place(column.original());
        RelationshipAttribute<?, ?> relationship = model.relationship(place);
        if (relationship != null) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Column '" + column + "' belongs to the relationship '" + relationship.path()
                            + "', not to an attribute of its own. Use the relationship.");
        }
        if (model.isKey(place) || model.isVersion(place)) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_CHANGED,
                    "Column '" + column + "' is the key or the version of " + Naming.of(known())
                            + ", which the session keeps by itself. Leave it alone; refresh(…) reads it anew.");
        }
        return place;
    }

    @Override
    public void markModified(Column<?> column) {
        InstanceState<E> state = known();
        int place = ownPlace(column);
        MappedColumn mapped = model.columns().get(place);
        boolean isNew = state.state() == EntityState.PENDING;
        boolean isWritten = isNew
                ? mapped.isInsertable() && !mapped.column().isComputed()
                : mapped.isUpdatable() && !model.isReadOnly(place);
        if (!isWritten) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Column '" + column + "' is not written by " + (isNew ? "an INSERT of " : "an UPDATE of ")
                            + Naming.of(state) + ", so that it cannot be marked as modified. Change its mapping.");
        }
        if (!isNew && (state.state() != EntityState.PERSISTENT || !state.isColumnLoaded(place))) {
            throw new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "Column '" + column + "' of " + Naming.of(state) + ", which is " + state.state()
                            + ", cannot be marked as modified: the session has no value of it that a flush could write."
                            + " add(…) a new object first, and load one that has a row.");
        }
        state.mark(place);
    }

    @Override
    public String toString() {
        InstanceState<E> state = known();
        return Naming.of(state) + " " + state.state() + ", modified: " + modified() + ", not loaded: " + unloaded();
    }
}
