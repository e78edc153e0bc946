package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.Inspection;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Select;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session for threads that may wait: objects that stand for rows, loaded once each, changed in memory, and written
 * back as a whole. A collection or a reference that is not loaded is loaded when it is touched. Used by one thread at a
 * time.
 */
public final class BlockingSession implements AutoCloseable {
    /** How many rows are asked for at a time where the caller does not say. */
    private static final int PORTION = 256;

    private final Session session;
    private final Caller caller;
    private final Runnable end;

    private BlockingSession(Session session, Caller caller, Runnable end) {
        this.session = session;
        this.caller = caller;
        this.end = end;
    }

    /** A session that is closed by its user. */
    static BlockingSession held(Held<Session> held) {
        Runnable uninstall = WaitingAccess.install(held.value(), held.caller());
        return new BlockingSession(held.value(), held.caller(), () -> {
            uninstall.run();
            held.close();
        });
    }

    /** A session that others close. */
    static BlockingSession lent(Session session, Caller caller) {
        return new BlockingSession(session, caller, () -> {});
    }

    /** Runs work with a session that others close. */
    static <T extends @Nullable Object> T lent(
            Session session, Caller caller, Function<? super BlockingSession, ? extends T> work) {
        Runnable end = WaitingAccess.install(session, caller);
        try {
            return work.apply(lent(session, caller));
        } finally {
            end.run();
        }
    }

    /** The reactive form of the same session. */
    public Session reactive() {
        return session;
    }

    /** The connection, for statements that go past the session. */
    public BlockingConnection connection() {
        return new BlockingConnection(session.connection(), caller);
    }

    /**
     * The object with a key, from the session if it is there; nothing if there is no such row.
     *
     * @param id the value of a key of one column; else its class, or a list of the values in the order of the columns
     */
    public <E> Optional<E> get(Class<E> entityClass, Object id) {
        return caller.optional(session.get(entityClass, id));
    }

    /** The object with a key, when relationships of it are loaded too, unless they are there. */
    public <E> Optional<E> get(Class<E> entityClass, Object id, RelationshipLoad<?>... loads) {
        return caller.optional(session.get(entityClass, id, loads));
    }

    /** The objects with keys, in the order of the keys; those without a row are left out. */
    public <E> List<E> getAll(Class<E> entityClass, Collection<?> ids) {
        return caller.list(session.getAll(entityClass, ids));
    }

    /** The object with a key: the one that is there, or one that stands for a row that is not loaded. No I/O. */
    public <E> E getReference(Class<E> entityClass, Object id) {
        return session.getReference(entityClass, id);
    }

    /**
     * The rows of a select over entities, columns and both. Changes are written before, unless that is switched off.
     */
    public <R> BlockingResult<R> execute(Select<R> select) {
        return new BlockingResult<>(session.execute(select), caller);
    }

    /**
     * The rows of another statement: of text, or of a change that returns rows. It is executed when its rows are asked
     * for, in the transaction of the session; the objects of the session do not learn what it changes.
     */
    public <R> BlockingResult<R> execute(RowStatement<R> statement) {
        return new BlockingResult<>(session.execute(statement), caller);
    }

    /**
     * Executes a change in the transaction of the session, which is begun for it if none is open. The objects of the
     * session do not learn what it changes.
     */
    public BlockingUpdateResult execute(DmlStatement statement) {
        return BlockingUpdateResult.of(session.execute(statement), caller);
    }

    /**
     * The rows of a select over entities in bounded memory, in a stream that must be closed, as {@link Session#stream}
     * reads them. The objects are for reading: the session does not know them, and what is not loaded stays so.
     */
    public <R> Stream<R> stream(Select<R> select) {
        return caller.stream(session.stream(select), PORTION);
    }

    /** The rows of a select over entities in bounded memory, read in portions of so many rows. */
    public <R> Stream<R> stream(Select<R> select, int fetchSize) {
        return caller.stream(session.stream(select, fetchSize), Math.min(fetchSize, PORTION));
    }

    /** The only value of the only row; nothing where it is NULL or there is no row. */
    public <T> Optional<T> scalar(Select<? extends Row1<? extends @Nullable T>> select) {
        return caller.optional(session.<T>scalar(narrowed(select)));
    }

    /** The values of the only column. */
    public <T> List<T> scalars(Select<? extends Row1<? extends @Nullable T>> select) {
        return caller.list(session.<T>scalars(narrowed(select)));
    }

    @SuppressWarnings("unchecked") // values are read from the rows only
    private static <T> Select<? extends Row1<T>> narrowed(Select<? extends Row1<? extends @Nullable T>> select) {
        return (Select<? extends Row1<T>>) select;
    }

    /** Loads relationships of an object, unless they are loaded. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the relationships are handed on and only read
    public final <E> E fetch(E entity, Relationship<E, ?>... relationships) {
        return caller.one(session.fetch(entity, relationships));
    }

    /** Loads relationships of an object, unless they are loaded, and relationships of what they refer to. */
    public <E> E fetch(E entity, RelationshipLoad<?>... loads) {
        return caller.one(session.fetch(entity, loads));
    }

    /** Loads relationships of objects, unless they are loaded: one statement for each relationship. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the relationships are handed on and only read
    public final <E> void fetch(Collection<? extends E> entities, Relationship<E, ?>... relationships) {
        caller.get(session.fetch(entities, relationships));
    }

    /** Loads relationships of objects, unless they are loaded, and relationships of what they refer to. */
    public <E> void fetch(Collection<? extends E> entities, RelationshipLoad<?>... loads) {
        caller.get(session.fetch(entities, loads));
    }

    /** Loads columns of an object that were left out when it was loaded, unless they have been loaded since. */
    public <E> E fetch(E entity, Column<?>... columns) {
        return caller.one(session.fetch(entity, columns));
    }

    /** Takes in a new object, and those that it leads to by relationships that cascade; the flush inserts them. */
    public void add(Object entity) {
        session.add(entity);
    }

    /** Takes in new objects. */
    public void addAll(Collection<?> entities) {
        session.addAll(entities);
    }

    /** Marks an object whose row the flush deletes, with what its relationships cascade to. */
    public void delete(Object entity) {
        session.delete(entity);
    }

    /**
     * Copies the values of an object of another session, or of none, into the one that this session has for the same
     * row, which is returned.
     */
    public <E> E merge(E entity) {
        return caller.one(session.merge(entity));
    }

    /**
     * Copies the values of objects of another session, or of none, as {@link #merge} does, but reads the rows of each
     * class at once; returns the objects of this session in the order of those that were given.
     */
    public <E> List<E> mergeAll(Collection<? extends E> entities) {
        return caller.list(session.mergeAll(entities));
    }

    /** Where an object is in its life. */
    public EntityState state(Object entity) {
        return session.state(entity);
    }

    /** What the session knows of an object: its state, what was loaded and what has changed. */
    public <E> Inspection<E> inspect(E entity) {
        return session.inspect(entity);
    }

    /**
     * The identity that a key stands for; the same for each object of the row.
     *
     * @param id the value of a key of one column; else its class, or a list of the values in the order of the columns
     */
    public IdentityKey identityKey(Class<?> entityClass, Object id) {
        return session.identityKey(entityClass, id);
    }

    /** Whether an object belongs to the session. */
    public boolean contains(Object entity) {
        return session.contains(entity);
    }

    /** Whether an object has changes that are not written yet. */
    public boolean isModified(Object entity) {
        return session.isModified(entity);
    }

    /** Whether the columns of an object are loaded, and have not expired since. */
    public boolean isLoaded(Object entity) {
        return session.isLoaded(entity);
    }

    /** Whether a column of an object is loaded, and has not expired since. */
    public boolean isLoaded(Object entity, Column<?> column) {
        return session.isLoaded(entity, column);
    }

    /** Whether the objects of a relationship are loaded. */
    public <E> boolean isLoaded(E entity, Relationship<? super E, ?> relationship) {
        return session.isLoaded(entity, relationship);
    }

    /** All objects that belong to the session, in the order in which it came to know them. */
    public List<Object> entities() {
        return session.entities();
    }

    /** The objects that the next flush inserts, in the order in which they were added. */
    public List<Object> newEntities() {
        return session.newEntities();
    }

    /** The objects whose rows the next flush updates. */
    public List<Object> dirtyEntities() {
        return session.dirtyEntities();
    }

    /** The objects that are marked to be deleted; what they cascade to is found by the flush. */
    public List<Object> deletedEntities() {
        return session.deletedEntities();
    }

    /** Runs work whose statements do not write changes before; what is flushed by name is written. */
    public <T extends @Nullable Object> T noAutoflush(Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Session, T>call(
                attempt -> session.<T>noAutoflush(attempt), (same, inner) -> lent(same, inner, work), Ending.AWAITED);
    }

    /** Writes all changes, in as few statements as the database allows. */
    public void flush() {
        caller.get(session.flush());
    }

    /** What a flush would write now, a line for each statement; nothing is written. */
    public String explainFlush() {
        return caller.one(session.explainFlush());
    }

    /** Begins a transaction, which {@code commit()} or {@code rollback()} ends; else the first flush begins one. */
    public void begin() {
        caller.get(session.begin());
    }

    /** Begins a transaction with options, such as an isolation level. */
    public void begin(TransactionOptions options) {
        caller.get(session.begin(options));
    }

    /** Writes all changes and commits. Refused within {@code withTransaction(…)}, which commits at its end. */
    public void commit() {
        caller.commit(session.commit());
    }

    /**
     * Rolls back, and makes the session usable again after a failed flush. Refused within {@code withTransaction(…)}.
     */
    public void rollback() {
        caller.finish(session.rollback());
    }

    /**
     * Runs work that can fail without the transaction: what it does is undone back to a savepoint when it throws, in
     * the database and in the objects.
     */
    public <T extends @Nullable Object> T beginNested(Function<? super BlockingSession, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Session, T>call(
                attempt -> session.<T>beginNested(attempt), (same, inner) -> lent(same, inner, work), Ending.CANCELLED);
    }

    /** Whether a transaction is open. */
    public boolean isInTransaction() {
        return session.isInTransaction();
    }

    /** Whether work of {@link #beginNested} is running. */
    public boolean isInNestedTransaction() {
        return session.isInNestedTransaction();
    }

    /** Whether the session can be used: it has not ended, and no flush has stopped halfway since the last rollback. */
    public boolean isActive() {
        return session.isActive();
    }

    /**
     * Reads the row of an object anew, and those of the loaded objects that its relationships cascade REFRESH to;
     * changes that were not written are given up.
     */
    public <E> E refresh(E entity) {
        return caller.one(session.refresh(entity));
    }

    /** Reads the row of an object anew, and relationships of it. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the relationships are handed on and only read
    public final <E> E refresh(E entity, Relationship<E, ?>... relationships) {
        return caller.one(session.refresh(entity, relationships));
    }

    /** Gives up the changes of an object that were not written; the next load of it reads its row anew. */
    public void expire(Object entity) {
        session.expire(entity);
    }

    /** Gives up all changes that were not written; the next load of each object reads its row anew. */
    public void expireAll() {
        session.expireAll();
    }

    /** Lets an object go, and those that its relationships cascade DETACH to: changes of it are not written. */
    public void expunge(Object entity) {
        session.expunge(entity);
    }

    /** Lets all objects go. */
    public void expungeAll() {
        session.expungeAll();
    }

    /**
     * Ends a session that was opened with {@link BlockingSessionFactory#open()}, rolling back what was not committed;
     * does nothing the second time. What its objects have not loaded stays so.
     */
    @Override
    public void close() {
        end.run();
    }
}
