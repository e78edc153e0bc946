package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.Inspection;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Writes the changes of a session's objects, in three phases: what cascades need is loaded, a plan is made without any
 * database, and the plan is run by as few statements as the database allows.
 */
public final class UnitOfWork {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.orm.flush");

    private final PersistenceContext objects;
    private final EntityLoader loader;
    private final Map<Mapper<?>, RowModel> models = new ConcurrentHashMap<>();
    private final LazyAccess lazyAccess;
    private final Snapshots snapshots;
    private final Expiry expiry;
    private final TransactionJournal journal;
    private final PersistCascade persist;
    private final FlushHooks hooks;
    private volatile boolean isFlushing;

    /** The unit of work of a session. */
    public UnitOfWork(PersistenceContext objects, EntityLoader loader, LazyAccess lazyAccess, FlushHooks hooks) {
        this.objects = objects;
        this.loader = loader;
        this.lazyAccess = lazyAccess;
        this.hooks = hooks;
        this.snapshots = new Snapshots(lazyAccess);
        this.expiry = new Expiry(lazyAccess, models);
        this.journal = new TransactionJournal(objects, expiry);
        this.persist = new PersistCascade(objects, journal::added);
    }

    /** What the transaction has done to the objects. */
    public TransactionJournal journal() {
        return journal;
    }

    /** Lets objects expire. */
    public Expiry expiry() {
        return expiry;
    }

    /** Takes in a new object, and those that it leads to by relationships that cascade. */
    public void add(Object entity) {
        List<InstanceState<?>> taken = persist.add(entity);
        new BothSides(objects).align(taken);
        for (InstanceState<?> state : taken) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                List<Object> present = RelatedObjects.present(state, relationship);
                if (relationship.kind().isToMany() && !present.isEmpty()) {
                    state.seen(relationship, present);
                }
            }
        }
    }

    /** Copies the values of objects that the session does not know into those of this session, and emits these. */
    public Mono<List<Object>> merge(Collection<?> entities) {
        return new MergeCascade(objects, loader, lazyAccess, this::add).merge(entities);
    }

    /** Whether changes are being written. */
    public boolean isFlushing() {
        return isFlushing;
    }

    /** Whether nothing is to be written, as far as can be told without loading anything. */
    public boolean isClean() {
        return !objects.hasDeletions()
                && !objects.anyMatch(state -> state.state() == EntityState.PENDING
                        || (state.state() == EntityState.PERSISTENT && state.hasValues() && expiry.isChanged(state)));
    }

    /** Whether an object differs from its row. */
    public boolean isModified(InstanceState<?> state) {
        return state.state() == EntityState.PENDING || expiry.isChanged(state);
    }

    /** Whether all that a relationship of an object refers to is known. */
    public boolean isLoaded(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        return RelatedObjects.isLoaded(state, relationship);
    }

    /** What the session knows of an object. */
    public <E> Inspection<E> inspect(E entity) {
        Mapper<E> mapper = objects.mappings().mapperOf(entity);
        return new StateInspection<>(
                objects,
                models.computeIfAbsent(mapper, RowModel::new),
                expiry,
                lazyAccess,
                PersistenceContext.unknown(mapper, entity));
    }

    /** Lets an object go, and those that it leads to by relationships that cascade DETACH. */
    public void expunge(Object entity) {
        var seen = new ObjectSet(List.of(entity));
        for (int index = 0; index < seen.inOrder().size(); index++) {
            InstanceState<?> state = objects.find(seen.inOrder().get(index));
            if (state == null) {
                continue;
            }
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (relationship.cascades().contains(Cascade.DETACH)) {
                    RelatedObjects.present(state, relationship).forEach(seen::add);
                }
            }
            objects.remove(state, state.key() == null ? EntityState.TRANSIENT : EntityState.DETACHED);
        }
    }

    /**
     * Reads the row of an object anew, and those of the objects that its loaded relationships cascade REFRESH to;
     * changes that were not written are given up. An object whose row has gone stays expired.
     */
    public Mono<Void> refresh(InstanceState<?> state) {
        return new RefreshCascade(objects, loader, expiry).refresh(state);
    }

    private Mono<Changes> changes(Callbacks callbacks, boolean isCalling) {
        return new FlushPreparation(objects, loader, persist, callbacks, expiry, isCalling)
                .run()
                .then(Mono.fromSupplier(() -> new Changes(objects, models).collect()));
    }

    /** The plan of what a flush would write now, a line for each statement. Loads what cascades need. */
    public Mono<String> explain() {
        return Mono.defer(() -> changes(new Callbacks(hooks), false))
                .map(changes -> new FlushPlanner(changes).plan().toString());
    }

    /**
     * Writes all changes, in a transaction that is open.
     *
     * @param broken is told when it stops within the writing: on an error, or with null on cancel
     */
    public Mono<Void> flush(Connection connection, Consumer<@Nullable Throwable> broken) {
        return Mono.defer(() -> {
            if (isFlushing) {
                return Mono.error(new SessionStateException(
                        ErrorCode.SESSION_STATE,
                        "A flush was asked for within a flush of the same session, which is writing the same changes."
                                + " Let what runs for a statement of the session leave the session alone."));
            }
            isFlushing = true;
            return flushing(connection, broken)
                    .doOnTerminate(() -> isFlushing = false)
                    .doOnCancel(() -> isFlushing = false);
        });
    }

    private Mono<Void> flushing(Connection connection, Consumer<@Nullable Throwable> broken) {
        return Mono.defer(() -> {
            var callbacks = new Callbacks(hooks);
            return hooks.beforeFlush().then(changes(callbacks, true)).flatMap(changes -> {
                FlushPlan plan = new FlushPlanner(changes).plan();
                LOG.debug("Flush:\n{}", plan);
                changes.updates().values().stream()
                        .filter(RowWrite::isTakingOver)
                        .forEach(journal::inserting);
                return new FlushExecution(connection, journal)
                        .run(plan)
                        .then(Mono.<Void>fromRunnable(() -> finish(changes, callbacks)))
                        .then(Mono.defer(callbacks::told))
                        .then(Mono.defer(hooks::afterFlush))
                        .doOnError(broken)
                        .doOnCancel(() -> broken.accept(null));
            });
        });
    }

    /** A deleted object is in the other sides of its relationships no more. */
    private void leave(InstanceState<?> deleted) {
        for (RelationshipAttribute<?, ?> relationship : deleted.mapper().relationships()) {
            RelationshipAttribute<?, ?> inverse = relationship.inverse();
            if (inverse == null) {
                continue;
            }
            for (Object other : deleted.related(relationship)) {
                InstanceState<?> state = objects.find(other);
                if (state != null && state.state() == EntityState.PERSISTENT && state.isLoaded(inverse)) {
                    leave(deleted, state, inverse);
                }
            }
        }
    }

    private void leave(InstanceState<?> deleted, InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        boolean isThere =
                RelatedObjects.present(state, relationship).stream().anyMatch(object -> object == deleted.entity());
        if (relationship.kind().isToMany() && isThere) {
            journal.changing(state);
            RelatedObjects.take(state, relationship, new ObjectSet(List.of(deleted.entity())));
            state.related(
                    relationship,
                    state.related(relationship).stream()
                            .filter(object -> object != deleted.entity())
                            .toList());
        }
    }

    /** The objects become what was written. */
    private void finish(Changes changes, Callbacks callbacks) {
        for (InstanceState<?> state : changes.deletes().keySet()) {
            leave(state);
            objects.deleted(state);
            journal.deleted(state);
        }
        changes.inserts().forEach((state, row) -> {
            snapshots.columns(state, row.model());
            snapshots.relationships(state);
        });
        changes.inserts().values().forEach(row -> objects.identify(row.state(), RowUpdates.key(row)));
        changes.updates().forEach((state, row) -> {
            journal.changing(state);
            snapshots.columns(state, row.model());
            if (row.isTakingOver()) {
                objects.identify(state, RowUpdates.key(row));
            }
        });
        for (InstanceState<?> state : changes.related()) {
            journal.changing(state);
            snapshots.relationships(state);
        }
        changes.updates().keySet().forEach(snapshots::relationships);
        changes.inserts().keySet().forEach(state -> callbacks.call(LifecycleEvent.POST_PERSIST, state));
        changes.updates()
                .forEach((state, row) -> callbacks.call(
                        row.isTakingOver() ? LifecycleEvent.POST_PERSIST : LifecycleEvent.POST_UPDATE, state));
        changes.deletes().keySet().forEach(state -> callbacks.call(LifecycleEvent.POST_REMOVE, state));
    }
}
