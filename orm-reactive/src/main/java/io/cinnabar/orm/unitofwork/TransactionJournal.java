package io.cinnabar.orm.unitofwork;

import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction and its savepoints have done to the objects of a session, so that it can be undone with them.
 * Thread-safe, as a transaction may end on another thread than its last statement.
 */
public final class TransactionJournal {
    private final PersistenceContext objects;
    private final Expiry expiry;
    private final Deque<Level> levels = new ArrayDeque<>();

    /** What was done since a savepoint, or since the transaction began. */
    private static final class Level {
        private final Map<InstanceState<?>, @Nullable Object[]> inserted = new LinkedHashMap<>();
        private final Map<InstanceState<?>, InstanceState.Memory> changed = new HashMap<>();
        private final List<InstanceState<?>> added = new ArrayList<>();
        private final List<InstanceState<?>> deleted = new ArrayList<>();
    }

    TransactionJournal(PersistenceContext objects, Expiry expiry) {
        this.objects = objects;
        this.expiry = expiry;
        levels.push(new Level());
    }

    /** A new object was taken in. */
    synchronized void added(InstanceState<?> state) {
        levels.element().added.add(state);
    }

    /** A row was inserted; the object does not have what the database made yet. */
    synchronized void inserting(RowWrite row) {
        RowModel model = row.model();
        @Nullable Object[] values = new @Nullable Object[model.columns().size()];
        for (int place = 0; place < values.length; place++) {
            if (model.isMade(place)) {
                values[place] = row.state().get(model.columns().get(place).attribute());
            }
        }
        levels.element().inserted.put(row.state(), values);
    }

    /** What is known of a row is about to change. */
    synchronized void changing(InstanceState<?> state) {
        levels.element().changed.computeIfAbsent(state, InstanceState::remember);
    }

    /** A row was deleted. */
    synchronized void deleted(InstanceState<?> state) {
        levels.element().deleted.add(state);
    }

    /** A savepoint was set. */
    public synchronized void nest() {
        levels.push(new Level());
    }

    /** Whether what is done belongs to a savepoint. */
    public synchronized boolean isNested() {
        return levels.size() > 1;
    }

    /** The last savepoint was released: what was done since belongs to what is around it. */
    public synchronized void release() {
        if (levels.size() == 1) {
            return; // the transaction around it was rolled back before
        }
        Level inner = levels.pop();
        Level outer = levels.element();
        outer.inserted.putAll(inner.inserted);
        inner.changed.forEach(outer.changed::putIfAbsent);
        outer.added.addAll(inner.added);
        outer.deleted.addAll(inner.deleted);
    }

    /** Everything since the last savepoint was undone. */
    public synchronized void undoNested() {
        if (levels.size() == 1) {
            return; // as it was with the transaction around it
        }
        Level level = levels.pop();
        List<InstanceState<?>> touched = objects.persistent().stream()
                .filter(state -> level.changed.containsKey(state) || expiry.isChanged(state))
                .toList();
        undo(level);
        touched.forEach(expiry::expire);
        level.deleted.forEach(expiry::expire);
    }

    /** The transaction was rolled back. */
    public synchronized void undoAll() {
        while (!levels.isEmpty()) {
            undo(levels.pop());
        }
        levels.push(new Level());
        objects.persistent().forEach(expiry::expire);
    }

    private void undo(Level level) {
        level.inserted.forEach(this::undoInsert);
        level.added.stream()
                .filter(state -> state.state() == EntityState.PENDING)
                .forEach(objects::forget);
        level.deleted.stream()
                .filter(state -> state.state() == EntityState.DELETED)
                .forEach(objects::revive);
        level.changed.forEach(InstanceState::recall);
        objects.markedDeleted().forEach(objects::unmarkDeleted);
    }

    /** The object is as new as it was: without a key that the database gave it, and without its version. */
    private void undoInsert(InstanceState<?> state, @Nullable Object[] values) {
        var model = new RowModel(state.mapper());
        for (int place = 0; place < model.columns().size(); place++) {
            if (model.isMade(place)) {
                state.set(model.columns().get(place).attribute(), values[place]);
            }
        }
        objects.forget(state);
    }

    /** The transaction was committed. */
    public synchronized void committed() {
        for (Level level : levels) {
            level.deleted.stream()
                    .filter(state -> state.state() == EntityState.DELETED)
                    .forEach(state -> objects.remove(state, EntityState.DETACHED));
        }
        levels.clear();
        levels.push(new Level());
    }
}
