package io.cinnabar.orm;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Result;
import io.cinnabar.core.UpdateResult;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.DetachedEntityException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.internal.SessionLane;
import io.cinnabar.orm.load.EntityCriteria;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.load.LoadPlans;
import io.cinnabar.orm.load.References;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.Inspection;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.orm.unitofwork.UnitOfWork;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Select;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Objects that stand for rows: loaded once each, changed in memory, and written back as a whole. Opened by a
 * {@link SessionFactory}. Operations may come from any thread and take turns; the objects themselves are no more
 * thread-safe than their classes.
 */
public final class Session {
    /** How many rows a stream reads at a time, unless it is told. */
    private static final int PORTION = 500;

    private final Connection connection;
    private final SessionOptions options;
    private final PersistenceContext objects;
    private final LazyLoading lazyLoading;
    private final LazyAccess lazyAccess;
    private final EntityLoader loader;
    private final KeyedLoads keyed;
    private final SessionEvents events;
    private final UnitOfWork unitOfWork;
    private final SessionLane lane = new SessionLane();
    private final SessionTransaction transaction;
    private final SessionFlush flush;
    private final CoalescedGets gets = new CoalescedGets(lane, this::load);

    Session(
            Connection connection,
            Mappings mappings,
            LoadPlans plans,
            SessionOptions options,
            SessionListeners listeners,
            boolean isInOuterTransaction) {
        this.connection = connection;
        this.options = options;
        this.objects = new PersistenceContext(mappings);
        this.lazyLoading = new LazyLoading(objects, lane, options.lazyBatchSize(), this::loadTouched);
        this.lazyAccess = lazyLoading::touched;
        this.loader = loader(plans, options.criteria());
        this.keyed = new KeyedLoads(objects, loader);
        this.events = new SessionEvents(this, listeners);
        this.unitOfWork = new UnitOfWork(objects, loader(plans, List.of()), lazyAccess, events);
        this.transaction = new SessionTransaction(connection, unitOfWork, events, isInOuterTransaction);
        this.flush = new SessionFlush(connection, unitOfWork, transaction, events, options.isAutoflush());
    }

    private EntityLoader loader(LoadPlans plans, List<EntityCriteria> criteria) {
        return new EntityLoader(
                objects,
                lazyAccess,
                plans,
                criteria,
                statement -> connection.execute(statement).all());
    }

    /** What happens when something is touched that is not loaded, for bridges to code that waits. */
    public LazyLoading lazyLoading() {
        return lazyLoading;
    }

    private Mono<Void> loadTouched(List<InstanceState<?>> owners, @Nullable RelationshipAttribute<?, ?> relationship) {
        Mapper<?> mapper = owners.get(0).mapper();
        if (relationship != null) {
            RelationshipLoad<?> load = Loading.selectInLoad(Relationship.of(mapper.entity(), relationship));
            return operation(() -> autoflush().then(Mono.defer(() -> loader.fetch(owners, List.of(load)))));
        }
        List<IdentityKey> keys =
                owners.stream().flatMap(owner -> Stream.ofNullable(owner.key())).toList();
        return operation(() -> load(mapper, keys));
    }

    /** The connection, for statements that go past the session. */
    public Connection connection() {
        return connection;
    }

    /**
     * Emits the object with a key, from the session if it is there; nothing if there is no such row.
     *
     * @param id the value of a key of one column; else its class, or a list of the values in the order of the columns
     */
    public <E> Mono<E> get(Class<E> entityClass, Object id) {
        Mapper<E> mapper = objects.mappings().mapper(entityClass);
        IdentityKey key = KeyedSelects.key(mapper, id);
        return Mono.defer(() -> {
            E known = keyed.loaded(key);
            return known != null
                    ? Mono.just(known)
                    : gets.get(mapper, key).then(Mono.fromSupplier(() -> keyed.<E>loaded(key)));
        });
    }

    /**
     * Emits the object with a key as {@link #get(Class, Object)} does, when relationships of it are loaded too, unless
     * they are there.
     */
    public <E> Mono<E> get(Class<E> entityClass, Object id, RelationshipLoad<?>... loads) {
        return get(entityClass, id).flatMap(entity -> fetch(entity, loads));
    }

    private <E> Mono<Void> load(Mapper<E> mapper, List<IdentityKey> keys) {
        transaction.check();
        return keyed.load(mapper, keys);
    }

    /** Emits the objects with keys, in the order of the keys; those without a row are left out. */
    public <E> Flux<E> getAll(Class<E> entityClass, Collection<?> ids) {
        Mapper<E> mapper = objects.mappings().mapper(entityClass);
        List<IdentityKey> keys =
                ids.stream().map(id -> KeyedSelects.key(mapper, id)).toList();
        return operation(() -> load(mapper, keys).thenReturn(keys))
                .flatMapIterable(found -> found)
                .handle((key, sink) -> {
                    E object = keyed.loaded(key);
                    if (object != null) {
                        sink.next(object);
                    }
                });
    }

    /** The object with a key: the one that is there, or one that stands for a row that is not loaded. No I/O. */
    public <E> E getReference(Class<E> entityClass, Object id) {
        Mapper<E> mapper = objects.mappings().mapper(entityClass);
        E reference = References.find(objects, lazyAccess, mapper, KeyedSelects.key(mapper, id));
        if (reference == null) {
            throw new InvalidRequestException(
                    ErrorCode.ENTITY_UNMAPPED,
                    "The class " + mapper.name() + " has no form that stands for a row that is not loaded. Let the"
                            + " annotation processor map it, or use get(…).");
        }
        return reference;
    }

    /**
     * The rows of a select over entities, columns and both. Changes are written before, unless that is switched off.
     */
    public <R> Result<R> execute(Select<R> select) {
        return Result.of(operation(() -> autoflush().then(Mono.defer(() -> loader.load(select))))
                .flatMapIterable(rows -> rows));
    }

    /**
     * The rows of another statement: of text, or of a change that returns rows. It runs in the transaction of the
     * session, which is begun if none is open. Changes of the session are written before; its objects do not learn what
     * the statement changes: {@link #refresh} or {@link #expire} those that it concerns.
     */
    public <R> Result<R> execute(RowStatement<R> statement) {
        if (statement instanceof Select<R> select) {
            return execute(select);
        }
        Result<R> result = connection.execute(statement);
        return Result.of(
                written(() -> result.all().collectList()).flatMapIterable(rows -> rows), written(result::rowsUpdated));
    }

    /**
     * The number of rows that a change concerned, in the transaction of the session, which is begun for it if none is
     * open. Changes of the session are written before; its objects do not learn of those of the statement:
     * {@link #refresh} or {@link #expire} those that it concerns.
     */
    public UpdateResult execute(DmlStatement statement) {
        return UpdateResult.of(written(connection.execute(statement)::rowsUpdated));
    }

    private <T> Mono<T> written(Supplier<Mono<T>> statement) {
        return operation(() -> autoflush().then(Mono.defer(() -> transaction.within(statement))));
    }

    /**
     * The rows of a select over entities in bounded memory, read in portions of {@link ExecutionOptions#FETCH_SIZE}.
     * The objects are for reading: the session does not know them, and what is changed on them is not written. Changes
     * of the session are written before. Until the last row is read, another operation of the session fails at once;
     * with the option {@link ExecutionOptions#SERVER_CURSOR} it has its turn between two portions, and relationships
     * can be loaded by {@code selectInLoad(…)}. Signals an error where a collection is loaded by a join.
     */
    public <R> Flux<R> stream(Select<R> select) {
        return stream(select, streaming(select).get(ExecutionOptions.FETCH_SIZE, PORTION));
    }

    /** The rows of a select over entities in bounded memory, read in portions of so many rows. */
    public <R> Flux<R> stream(Select<R> select, int fetchSize) {
        ExecutionOptions merged = streaming(select).with(ExecutionOptions.FETCH_SIZE, fetchSize);
        boolean isInterleaved = merged.get(ExecutionOptions.SERVER_CURSOR, false);
        return operation(this::autoflush)
                .thenMany(loader.stream(
                        select, fetchSize, isInterleaved, statement -> connection.stream(statement, fetchSize)));
    }

    private ExecutionOptions streaming(Select<?> select) {
        return connection.options().merge(select.options());
    }

    /** Emits the only value of the only row; nothing where it is NULL or there is no row. */
    public <T extends @Nullable Object> Mono<T> scalar(Select<? extends Row1<T>> select) {
        return operation(() -> autoflush().then(Mono.defer(() -> connection.scalar(select))));
    }

    /** Emits the values of the only column. */
    public <T extends @Nullable Object> Flux<T> scalars(Select<? extends Row1<T>> select) {
        return operation(() -> autoflush()
                        .then(Mono.defer(() -> connection.<T>scalars(select).collectList())))
                .flatMapIterable(values -> values);
    }

    /** Loads relationships of an object, unless they are loaded. */
    @SafeVarargs
    public final <E> Mono<E> fetch(E entity, Relationship<E, ?>... relationships) {
        return fetchAll(List.of(entity), loads(relationships)).thenReturn(entity);
    }

    /** Loads relationships of an object, unless they are loaded, and relationships of what they refer to. */
    public <E> Mono<E> fetch(E entity, RelationshipLoad<?>... loads) {
        return fetchAll(List.of(entity), List.of(loads)).thenReturn(entity);
    }

    /** Loads columns of an object that were left out when it was loaded, unless they have been loaded since. */
    public <E> Mono<E> fetch(E entity, Column<?>... columns) {
        InstanceState<E> state = managed(entity);
        return operation(() -> autoflush().then(Mono.defer(() -> keyed.columns(state, columns))));
    }

    /** Loads relationships of objects, unless they are loaded: one statement for each relationship. */
    @SafeVarargs
    public final <E> Mono<Void> fetch(Collection<? extends E> entities, Relationship<E, ?>... relationships) {
        return fetchAll(entities, loads(relationships));
    }

    private static List<RelationshipLoad<?>> loads(Relationship<?, ?>... relationships) {
        return Stream.of(relationships)
                .<RelationshipLoad<?>>map(Loading::selectInLoad)
                .toList();
    }

    /** Loads relationships of objects, unless they are loaded, and relationships of what they refer to. */
    public <E> Mono<Void> fetch(Collection<? extends E> entities, RelationshipLoad<?>... loads) {
        return fetchAll(entities, List.of(loads));
    }

    private Mono<Void> fetchAll(Collection<?> entities, List<RelationshipLoad<?>> loads) {
        List<InstanceState<?>> states =
                entities.stream().<InstanceState<?>>map(this::managed).toList();
        return operation(() -> autoflush().then(Mono.defer(() -> loader.fetch(states, loads))));
    }

    private <E> InstanceState<E> managed(E entity) {
        InstanceState<E> state = objects.find(requireNonNull(entity, "entity"));
        if (state == null) {
            throw new DetachedEntityException(
                    ErrorCode.ENTITY_FOREIGN,
                    "An object of " + objects.mappings().mapperOf(entity).name()
                            + " does not belong to this session. Get it from this session, add(…) it if it is new, or"
                            + " merge(…) it if it comes from another one.");
        }
        return state;
    }

    /**
     * Takes in a new object, and those that it leads to by relationships that cascade; the flush inserts them. No I/O.
     * An object that is marked to be deleted stays. An object with a key that only the database gives out is no new
     * one: it is refused, and merged instead.
     */
    public void add(Object entity) {
        transaction.check();
        unitOfWork.add(requireNonNull(entity, "entity"));
    }

    /** Takes in new objects. No I/O. */
    public void addAll(Collection<?> entities) {
        entities.forEach(this::add);
    }

    /**
     * Marks an object whose row the flush deletes, with what its relationships cascade to; lets one go that has no row
     * yet. No I/O.
     */
    public void delete(Object entity) {
        transaction.check();
        InstanceState<?> state = managed(entity);
        if (state.state() == EntityState.PENDING) {
            objects.forget(state);
        } else if (state.state() == EntityState.PERSISTENT) {
            objects.markDeleted(state);
        }
    }

    /**
     * Copies the values of an object of another session, or of none, into the one that this session has for the same
     * row, and of those that its relationships cascade MERGE to; emits the object of this session. What was not loaded
     * in the other one stays as it is. An object without a key is copied into a new one. Signals a
     * {@code StaleEntityException} where the row has gone or has another version.
     */
    public <E> Mono<E> merge(E entity) {
        Mapper<E> mapper = objects.mappings().mapperOf(requireNonNull(entity, "entity"));
        return operation(() -> autoflush()
                        .then(Mono.defer(() -> unitOfWork.merge(List.of(entity))))
                        .map(merged -> merged.get(0)))
                .map(mapper.entityClass()::cast);
    }

    /**
     * Merges objects as {@link #merge} does each of them, and emits those of this session in the same order: the rows
     * of each class are loaded by one statement, and so is each relationship.
     */
    @SuppressWarnings("unchecked") // an object and that of the session for the same row are of the same class
    public <E> Flux<E> mergeAll(Collection<? extends E> entities) {
        List<E> all = List.copyOf(entities);
        return operation(() -> autoflush().then(Mono.defer(() -> unitOfWork.merge(all))))
                .flatMapIterable(merged -> (List<E>) merged);
    }

    /** Where an object is in its life. */
    public EntityState state(Object entity) {
        InstanceState<?> state = objects.find(entity);
        return state == null ? EntityState.TRANSIENT : state.state();
    }

    /** What the session knows of an object: its state, what was loaded and what has changed. No I/O. */
    public <E> Inspection<E> inspect(E entity) {
        return unitOfWork.inspect(requireNonNull(entity, "entity"));
    }

    /**
     * The identity that a key stands for; the same for each object of the row.
     *
     * @param id the value of a key of one column; else its class, or a list of the values in the order of the columns
     */
    public IdentityKey identityKey(Class<?> entityClass, Object id) {
        return KeyedSelects.key(objects.mappings().mapper(entityClass), id);
    }

    /** Whether an object belongs to the session. */
    public boolean contains(Object entity) {
        return objects.find(entity) != null;
    }

    /** Whether an object has changes that are not written yet. */
    public boolean isModified(Object entity) {
        return unitOfWork.isModified(managed(entity));
    }

    /** Whether all columns of an object are loaded, and have not expired since. */
    public boolean isLoaded(Object entity) {
        InstanceState<?> state = managed(entity);
        return state.isLoaded() && !state.isPartial();
    }

    /** Whether a column of an object is loaded, and has not expired since. */
    public boolean isLoaded(Object entity, Column<?> column) {
        InstanceState<?> state = managed(entity);
        int place = state.mapper().place(column.original());
        return !state.isExpired() && state.isColumnLoaded(place);
    }

    /** Whether the objects of a relationship are loaded. */
    public <E> boolean isLoaded(E entity, Relationship<? super E, ?> relationship) {
        return unitOfWork.isLoaded(managed(entity), relationship.attribute());
    }

    /** All objects that belong to the session, in the order in which it came to know them. */
    public List<Object> entities() {
        return entities(objects.all().stream()
                .filter(state -> state.state() == EntityState.PENDING || state.state() == EntityState.PERSISTENT)
                .toList());
    }

    /** The objects that the next flush inserts, in the order in which they were added. */
    public List<Object> newEntities() {
        return entities(objects.pending());
    }

    /** The objects whose rows the next flush updates. */
    public List<Object> dirtyEntities() {
        return entities(objects.persistent().stream()
                .filter(state -> !objects.isMarkedDeleted(state) && unitOfWork.isModified(state))
                .toList());
    }

    /** The objects that are marked to be deleted; what they cascade to is found by the flush. */
    public List<Object> deletedEntities() {
        return entities(objects.markedDeleted());
    }

    private static List<Object> entities(List<InstanceState<?>> states) {
        return states.stream().<Object>map(InstanceState::entity).toList();
    }

    private Mono<Void> autoflush() {
        return flush.auto();
    }

    /** Runs work whose statements do not write changes before; what is flushed by name is written. */
    public <T> Mono<T> noAutoflush(Function<? super Session, ? extends Mono<T>> work) {
        return lane.run(() -> flush.withoutAuto(() -> work.apply(this)));
    }

    /** Writes all changes, in as few statements as the database allows. */
    public Mono<Void> flush() {
        return operation(flush::run);
    }

    /**
     * What a flush would write now, a line for each statement; nothing is written, but what cascades need is loaded.
     */
    public Mono<String> explainFlush() {
        return operation(unitOfWork::explain);
    }

    /** An operation of the session, when it is its turn. */
    private <T> Mono<T> operation(Supplier<? extends Mono<T>> work) {
        return lane.run(() -> {
            transaction.check();
            return work.get();
        });
    }

    /**
     * Begins a transaction, which {@code commit()} or {@code rollback()} ends; without it the first flush begins one.
     */
    public Mono<Void> begin() {
        return operation(() -> transaction.begin());
    }

    /** Begins a transaction with options, such as an isolation level. */
    public Mono<Void> begin(TransactionOptions options) {
        return operation(() -> transaction.begin(options));
    }

    /** Writes all changes and commits. Refused within {@code withTransaction(…)}, which commits at its end. */
    public Mono<Void> commit() {
        return operation(() -> transaction
                .owned("commit()")
                .then(Mono.defer(events::committing))
                .then(Mono.defer(flush::run))
                .then(Mono.defer(transaction::commit))
                .then(Mono.fromRunnable(this::committed)));
    }

    private void committed() {
        if (options.isExpiringOnCommit()) {
            objects.persistent().forEach(unitOfWork.expiry()::expire);
        }
    }

    /**
     * Rolls back, and makes the session usable again after a failed flush: new objects are new again and do not belong
     * to it, deleted ones are back, and all others have the values that their rows had, and expire. Refused within
     * {@code withTransaction(…)}, where an error rolls back.
     */
    public Mono<Void> rollback() {
        return lane.run(() -> transaction.owned("rollback()").then(Mono.defer(transaction::rollback)));
    }

    /**
     * Runs work that can fail without the transaction: changes are flushed, and what the work does is undone back to a
     * savepoint on an error and on cancel, in the database and in the objects.
     */
    public <T> Mono<T> beginNested(Function<? super Session, ? extends Mono<T>> work) {
        return operation(() -> Mono.defer(flush::run)
                .then(Mono.defer(() ->
                        transaction.within(() -> transaction.nested(connection, () -> work.apply(this), flush::run)))));
    }

    /** Whether a transaction is open. */
    public boolean isInTransaction() {
        return connection.isInTransaction();
    }

    /** Whether work of {@link #beginNested} is running. */
    public boolean isInNestedTransaction() {
        return unitOfWork.journal().isNested();
    }

    /** Whether the session can be used: it has not ended, and no flush has stopped halfway since the last rollback. */
    public boolean isActive() {
        return transaction.isActive();
    }

    SessionEvents events() {
        return events;
    }

    SessionTransaction transaction() {
        return transaction;
    }

    /**
     * Reads the row of an object anew, and those of the loaded objects that its relationships cascade REFRESH to;
     * changes that were not written are given up.
     */
    public <E> Mono<E> refresh(E entity) {
        InstanceState<E> state = managed(entity);
        return operation(() -> refreshed(state));
    }

    /** Reads the row of an object anew, and relationships of it. */
    @SafeVarargs
    public final <E> Mono<E> refresh(E entity, Relationship<E, ?>... relationships) {
        InstanceState<E> state = managed(entity);
        return operation(() -> refreshed(state).then(Mono.defer(() -> {
            for (Relationship<E, ?> relationship : relationships) {
                state.unload(relationship.attribute());
            }
            return loader.fetch(List.of(state), loads(relationships)).thenReturn(entity);
        })));
    }

    private <E> Mono<E> refreshed(InstanceState<E> state) {
        IdentityKey key = state.key();
        if (key == null || state.state() != EntityState.PERSISTENT) {
            return Mono.error(new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "An object of " + state.mapper().name() + " that is " + state.state()
                            + " has no row to be refreshed from. Flush it first."));
        }
        return unitOfWork
                .refresh(state)
                .then(Mono.defer(() -> state.isLoaded()
                        ? Mono.just(state.entity())
                        : Mono.<E>error(new SessionStateException(
                                ErrorCode.ENTITY_GONE,
                                "The row of " + state.mapper().name() + " " + key.key()
                                        + " does not exist any more, so that the object cannot be refreshed. Let it go"
                                        + " with expunge(…)."))));
    }

    /** Gives up the changes of an object that were not written; the next load of it reads its row anew. No I/O. */
    public void expire(Object entity) {
        transaction.check();
        unitOfWork.expiry().expire(managed(entity));
    }

    /** Gives up all changes that were not written; the next load of each object reads its row anew. No I/O. */
    public void expireAll() {
        transaction.check();
        objects.persistent().forEach(unitOfWork.expiry()::expire);
    }

    /** Lets an object go, and those that its relationships cascade DETACH to: changes of it are not written. No I/O. */
    public void expunge(Object entity) {
        transaction.check();
        managed(entity);
        unitOfWork.expunge(entity);
    }

    /** Lets all objects go. No I/O. */
    public void expungeAll() {
        transaction.check();
        objects.clear();
    }
}
